import { ago } from './ids.mjs';

export const subscription = { planKey: 'free', planName: 'Free', status: 'active', since: ago(60_000) };
export const entitlements = {
  version: 3,
  planKey: 'free',
  items: [
    ['members', 5, 3, 'members', 'Nobody else can be invited. Everyone who is here keeps working.'],
    ['projects', 3, 2, 'projects', 'No project can be added.'],
    ['pipelines', 10, 2, 'pipelines', 'New pipeline files are not picked up. The others keep running.'],
    [
      'executions_per_month',
      500,
      437,
      'runs',
      'New runs are refused until the first of the month. Running ones finish.',
    ],
    ['services', 5, 3, 'services', 'No service can be added.'],
    ['environments', 2, 2, 'environments', 'No environment can be added.'],
    ['log_retention_days', 7, null, 'days', 'Older log lines are deleted.'],
  ].map(([feature, limit, used, unit, atLimit]) => ({ feature, limit, used, unit, atLimit })),
};
const feature = (name, limit, unit) => ({ feature: name, limit, unit });
export const plans = [
  {
    key: 'free',
    name: 'Free',
    description: 'For one small team',
    features: [
      feature('members', 5, 'members'),
      feature('executions_per_month', 500, 'runs'),
      feature('environments', 2, 'environments'),
      feature('log_retention_days', 7, 'days'),
    ],
  },
  {
    key: 'team',
    name: 'Team',
    description: 'For a company that ships every day',
    features: [
      feature('members', 50, 'members'),
      feature('executions_per_month', 10_000, 'runs'),
      feature('environments', 10, 'environments'),
      feature('log_retention_days', 30, 'days'),
    ],
  },
  {
    key: 'business',
    name: 'Business',
    description: 'For many teams',
    features: [
      feature('members', null, 'members'),
      feature('executions_per_month', null, 'runs'),
      feature('environments', null, 'environments'),
      feature('log_retention_days', 90, 'days'),
    ],
  },
];
