import { ago, id } from './ids.mjs';
import { commits } from './commits.mjs';
import { deployments, environments, services } from './delivery.mjs';

const [checkout] = services;
const [, production] = environments;

export const alertRules = [
  {
    id: id('alert1'),
    name: 'checkout errors',
    threshold: 20,
    windowSeconds: 60,
    forSeconds: 15,
    cooldownSeconds: 300,
    severity: 'critical',
    enabled: true,
    state: 'firing',
    lastEvaluatedAt: ago(0, 6),
  },
  {
    id: id('alert2'),
    name: 'catalog errors',
    threshold: 50,
    windowSeconds: 300,
    forSeconds: 60,
    cooldownSeconds: 600,
    severity: 'medium',
    enabled: true,
    state: 'ok',
    lastEvaluatedAt: ago(0, 6),
  },
].map((rule, index) => ({
  ...rule,
  kind: 'error_count',
  serviceId: services[index].id,
  serviceName: services[index].name,
  environmentId: production.id,
  environmentName: production.name,
  createdAt: ago(30_000),
}));

export const firings = [
  {
    id: id('fir1'),
    ruleId: id('alert1'),
    ruleName: 'checkout errors',
    state: 'firing',
    value: 412,
    threshold: 20,
    incidentId: id('inc12'),
    startedAt: ago(36),
    firedAt: ago(35),
    resolvedAt: null,
  },
];

const incident = ([number, title, severity, state, minutes], extra = {}) => ({
  id: id(`inc${number}`),
  number,
  title,
  severity,
  state,
  serviceId: checkout.id,
  serviceName: 'checkout',
  environmentId: production.id,
  environmentName: 'Production',
  deploymentId: id('dep88'),
  assigneeName: null,
  openedAt: ago(minutes),
  mitigatedAt: null,
  resolvedAt: null,
  ...extra,
});
export const incidents = [
  incident([12, 'checkout errors: 412 in 2 minutes', 'critical', 'mitigated', 35], {
    mitigatedAt: ago(31),
    assigneeName: 'Grace Hopper',
  }),
  incident([11, 'catalog answers slowly', 'medium', 'open', 12], {
    serviceName: 'catalog',
    serviceId: services[1].id,
    deploymentId: id('dep86'),
  }),
  incident([10, 'mailer queue grows', 'low', 'resolved', 3000], {
    resolvedAt: ago(2900),
    mitigatedAt: ago(2950),
    serviceName: 'mailer',
    serviceId: services[2].id,
    deploymentId: null,
  }),
];

const timeline = [
  ['firing', 'checkout errors fired: 412 errors, allowed are 20', 35, null],
  ['opened', 'Incident opened', 35, null],
  ['suspect', 'Deployment #88 (1.8.0) is the first suspect', 35, null],
  ['acknowledged', 'Acknowledged', 34, 'Grace Hopper'],
  ['rollback_requested', 'Roll back to 1.7.4 requested', 33, null],
  ['rolled_back', 'Deployment #89 brought 1.7.4 back', 32, null],
  ['mitigated', 'No errors for 60 seconds', 31, null],
  [
    'note',
    'The wallet flag was on in production. Turning it off in the config before the next try.',
    20,
    'Grace Hopper',
  ],
].map(([kind, text, minutes, actorName], index) => ({
  id: id(`tl${index}`),
  kind,
  automatic: actorName === null,
  text,
  actorName,
  deploymentId: kind === 'rolled_back' ? id('dep89') : kind === 'suspect' ? id('dep88') : null,
  at: ago(minutes),
}));

/** The other incidents: one whose suspect is still live, and one without any suspect. */
function quietDetail(summary) {
  const suspect = {
    rank: 1,
    changeId: id('ch86'),
    kind: 'deployment',
    title: 'Deployment #86: catalog 3.2.0',
    score: 0.58,
    reasons: [
      'Went live 11 h before the first error',
      'Was live when the errors began',
      'Brought new code: c7d20e5 by Grace Hopper',
    ],
    deploymentId: id('dep86'),
    executionId: id('run38'),
    commit: commits[2],
    at: ago(700),
  };
  const opened = {
    id: id(`opened${summary.number}`),
    kind: 'opened',
    automatic: true,
    text: `Incident #${summary.number} opened`,
  };
  return {
    incident: summary,
    firing: null,
    errorsBefore: 0,
    errorsAfter: 1284,
    suspects: summary.deploymentId ? [suspect] : [],
    timeline: [{ ...opened, actorName: null, deploymentId: null, at: summary.openedAt }],
  };
}

/** One incident with its suspects and its timeline. */
export function incidentDetail(incidentId) {
  const summary = incidents.find((item) => item.id === incidentId);
  if (!summary) return undefined;
  if (summary.number !== 12) return quietDetail(summary);
  const suspects = [
    {
      rank: 1,
      changeId: id('ch88'),
      kind: 'deployment',
      title: 'Deployment #88: checkout 1.8.0',
      score: 0.93,
      reasons: [
        'Went live 7 minutes before the first error',
        'Same service and environment',
        'The previous release had no such errors',
      ],
      deploymentId: id('dep88'),
      executionId: id('run40'),
      commit: commits[1],
      at: ago(42),
    },
    {
      rank: 2,
      changeId: id('ch-config'),
      kind: 'config',
      title: 'Configuration of checkout in Production',
      score: 0.31,
      reasons: ['Changed 14 hours before'],
      deploymentId: null,
      executionId: null,
      commit: null,
      at: ago(900),
    },
  ];
  return { incident: summary, firing: firings[0], errorsBefore: 3, errorsAfter: 412, suspects, timeline };
}

export const changes = deployments.map((item) => ({
  id: id(`ch${item.number}`),
  kind: 'deployment',
  subjectId: item.id,
  title: `${item.serviceName} ${item.version} → ${item.environmentName}`,
  state: { live: 'succeeded', failed: 'failed', rolled_back: 'warning' }[item.status] ?? 'running',
  serviceId: item.serviceId,
  environmentId: item.environmentId,
  executionId: item.executionId,
  deploymentId: item.id,
  actorName: item.requestedByName,
  at: item.createdAt,
}));

const BUCKETS = 96;
export const overview = {
  from: ago(1440),
  to: ago(0),
  bucketMs: 900_000,
  deployments: changes.filter((change) => Date.parse(change.at) > Date.parse(ago(1440))),
  buckets: Array.from({ length: BUCKETS }, (_, index) => {
    const spike = index === 93 ? 412 : index === 94 ? 96 : 0;
    return {
      at: ago((BUCKETS - index) * 15),
      lines: Math.round(900 + 500 * Math.sin(index / 11) + (index % 7) * 40),
      errors: spike + ((index * 7) % 11 === 0 ? 4 : index % 3 === 0 ? 1 : 0),
    };
  }),
};

const stop = ([kind, id_, label, title, state], extra = {}) => ({
  kind,
  id: id_,
  label,
  title,
  detail: '',
  state,
  current: false,
  branch: false,
  at: ago(40),
  durationMs: null,
  environmentName: null,
  ...extra,
});

/** The line of a subject: the way of 1.8.1 to production, or of the incident that 1.8.0 caused. */
export function line(subjectKind, subjectId) {
  const isBad = ['incident', 'firing'].includes(subjectKind) || [id('dep88'), id('dep89')].includes(subjectId);
  const trunk = isBad
    ? [
        stop(['commit', commits[1].sha, '41be07c', commits[1].message, 'succeeded'], { at: ago(60) }),
        stop(['execution', id('run40'), '#40', 'checkout', 'succeeded'], { durationMs: 192_000 }),
        stop(['approval', id('appr3'), '1 of 1', 'Grace Hopper', 'succeeded']),
        stop(['deployment', id('dep88'), '#88', '1.8.0', 'warning'], {
          detail: 'rolled back',
          environmentName: 'Production',
        }),
        stop(['firing', id('fir1'), '412 errors', 'checkout errors', 'failed'], { at: ago(35) }),
        stop(['incident', id('inc12'), '#12', 'checkout errors', 'waiting'], { detail: 'mitigated' }),
        stop(['rollback', id('dep89'), '#89', 'back to 1.7.4', 'succeeded'], {
          branch: true,
          durationMs: 41_300,
          environmentName: 'Production',
        }),
      ]
    : [
        stop(['commit', commits[0].sha, '9f3c1a2', commits[0].message, 'succeeded'], { at: ago(50) }),
        stop(['execution', id('run41'), '#41', 'checkout', 'waiting'], { durationMs: 192_000 }),
        stop(['artifact', id('art1'), '1.8.1', 'checkout-1.8.1.tgz', 'succeeded'], { detail: '1.4 MB' }),
        stop(['deployment', id('dep87'), '#87', '1.8.1', 'succeeded'], {
          environmentName: 'Staging',
          durationMs: 41_300,
        }),
        stop(['approval', id('appr1'), '1 of 2', 'Promote to Production', 'waiting'], { detail: 'waiting' }),
        stop(['deployment', '', '—', '', 'queued'], { environmentName: 'Production', at: null }),
      ];
  const stops = trunk.map((item) => ({
    ...item,
    current: item.id === subjectId || (item.kind === subjectKind && !trunk.some((other) => other.id === subjectId)),
  }));
  return { subjectKind, subjectId, stops };
}
