import { ago, id } from './ids.mjs';
import { ada } from './people.mjs';
import { executions, pipelines } from './pipelines.mjs';

const firing = (name, minutes, more) => ({
  id: id(name),
  scheduleId: id('schedule1'),
  fireAt: ago(minutes),
  byHand: false,
  branch: 'main',
  actorName: ada.fullName ?? ada.name,
  state: 'started',
  reason: null,
  executionId: null,
  executionNumber: null,
  executionStatus: null,
  createdAt: ago(minutes),
  endedAt: ago(minutes),
  ...more,
});
const run = (at) => ({
  executionId: executions[at].id,
  executionNumber: executions[at].number,
  executionStatus: executions[at].status,
});
export const scheduleFirings = [
  firing('sf1', 0, { state: 'due', byHand: true, endedAt: null }),
  firing('sf2', 600, run(0)),
  firing('sf3', 2040, run(1)),
  firing('sf4', 3480, {
    state: 'missed',
    reason: 'Nothing was there to fire it within 55 seconds, and the schedule does not make up for it.',
  }),
  firing('sf5', 4920, { state: 'refused', reason: 'The repository has no branch main.' }),
];
const schedule = (name, more) => ({
  id: id(name),
  pipelineId: pipelines[0].id,
  pipelineName: pipelines[0].name,
  name,
  branch: 'main',
  cron: '0 3 * * *',
  description: 'At 03:00',
  zone: 'Europe/Berlin',
  misfire: 'once',
  inputs: { version: '1.8.1', dryRun: true },
  enabled: true,
  pausedReason: null,
  ownerId: id('ada'),
  ownerName: ada.fullName ?? ada.name,
  nextFireAt: ago(-700),
  lastFiring: scheduleFirings[1],
  createdAt: ago(20_000),
  version: 3,
  updatedAt: ago(900),
  ...more,
});
export const schedules = [
  schedule('Nightly', { id: id('schedule1') }),
  schedule('Weekday smoke test', {
    cron: '30 7 * * MON-FRI',
    description: 'At 07:30, Monday through Friday',
    zone: 'America/New_York',
    branch: 'release/2.x',
    lastFiring: scheduleFirings[3],
  }),
  schedule('Old report', {
    enabled: false,
    nextFireAt: null,
    lastFiring: null,
    pausedReason: 'Linus Torvald, on whose behalf this runs, is not a member any more.',
  }),
  schedule('Quarterly', {
    enabled: false,
    nextFireAt: null,
    cron: '0 6 1 */3 *',
    description: 'At 06:00, on day 1 of the month, every 3 months',
  }),
];
export const schedulePreview = (query) => ({
  description: query.get('cron') === '30 7 * * MON-FRI' ? 'At 07:30, Monday through Friday' : 'At 03:00',
  // At 03:00 in Berlin, over the end of March: from the 28th on that is an hour earlier by UTC.
  fireAt: [
    ...['2027-03-26T02:00:00.000Z', '2027-03-27T02:00:00.000Z', '2027-03-28T01:00:00.000Z'],
    ...['2027-03-29T01:00:00.000Z', '2027-03-30T01:00:00.000Z'],
  ],
});
const followUp = (name, more) => ({
  id: id(name),
  upstreamId: pipelines[0].id,
  pipelineId: (pipelines[1] ?? pipelines[0]).id,
  pipelineName: (pipelines[1] ?? pipelines[0]).name,
  outcome: 'succeeded',
  pattern: 'main',
  branch: null,
  inputs: { version: '${{ nodes.build.outputs.version }}' },
  enabled: true,
  pausedReason: null,
  ownerName: 'Ada Lovelace',
  lastState: 'started',
  lastReason: null,
  lastExecutionId: executions[0].id,
  version: 1,
  createdAt: ago(9000),
  ...more,
});
export const followUps = [
  followUp('fu1', {}),
  followUp('fu2', {
    ...{ outcome: 'failed', pattern: 'release/*', branch: 'main', lastState: null, lastExecutionId: null },
    ...{ enabled: false, pausedReason: 'Linus Torvald, on whose behalf this runs, is not a member any more.' },
  }),
];

export const hooks = [
  {
    id: id('hook1'),
    pipelineId: pipelines[0].id,
    name: 'Registry',
    branch: 'main',
    url: `http://localhost:8080/hooks/pipelines/${id('hook1')}`,
    enabled: true,
    pausedReason: null,
    ownerName: 'Ada Lovelace',
    inputs: { version: 'body.image.tag' },
    lastState: 'refused',
    lastReason: 'The body of the call gives no version: no such key: tag.',
    lastExecutionId: null,
    lastCallAt: ago(50),
    version: 1,
    createdAt: ago(9000),
  },
];
export const hookSecret = { hookTrigger: hooks[0], secret: 'fixture0secret0fixture0secret0fixture0secret0' };
