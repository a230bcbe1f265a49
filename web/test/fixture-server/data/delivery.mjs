import { ago, id } from './ids.mjs';
import { projects } from './people.mjs';
import { commits } from './commits.mjs';

const shop = projects[0].id;
const run = { command: ['node', 'dist/server.js'], healthPath: '/healthz' };

export const environments = [
  {
    id: id('staging'),
    slug: 'staging',
    name: 'Staging',
    class: 'staging',
    position: 1,
    autoRollback: true,
    createdAt: ago(50_000),
  },
  {
    id: id('production'),
    slug: 'production',
    name: 'Production',
    class: 'production',
    position: 2,
    autoRollback: true,
    createdAt: ago(50_000),
  },
];
const [staging, production] = environments;

export const services = ['checkout', 'catalog', 'mailer'].map((slug, index) => ({
  id: id(`svc-${slug}`),
  projectId: index < 2 ? shop : projects[1].id,
  slug,
  name: slug,
  run,
  createdAt: ago(48_000 - index),
}));
const [checkout, catalog, mailer] = services;

export const hosts = environments.map((environment, index) => ({
  id: id(`host${index}`),
  environmentId: environment.id,
  name: `local-${environment.slug}`,
  kind: 'local_host',
  health: index === 0 ? 'reachable' : 'reachable',
  lastCheckedAt: ago(0, 20),
  createdAt: ago(48_000),
}));

export const releases = ['1.8.1', '1.8.0', '1.7.4'].map((version, index) => ({
  id: id(`rel${version}`),
  serviceId: checkout.id,
  version,
  artifactDigest: `sha256:${id(`d${version}`).replaceAll('-', '').repeat(2)}`,
  artifactSizeBytes: 1_482_240 + index * 913,
  executionId: id(`run${41 - index}`),
  commit: commits[index],
  createdAt: ago(40 + index * 700),
}));

function deployment([number, service, environment, version, status, minutes], extra = {}) {
  const commit = commits[number % commits.length];
  const isOver = !['queued', 'deploying', 'verifying'].includes(status);
  return {
    id: id(`dep${number}`),
    number,
    kind: extra.kind ?? 'deploy',
    status,
    message: extra.message ?? null,
    serviceId: service.id,
    serviceName: service.name,
    environmentId: environment.id,
    environmentName: environment.name,
    version,
    commitSha: commit.sha,
    commitMessage: commit.message,
    authorName: commit.authorName,
    executionId: id('run41'),
    incidentId: extra.incidentId ?? null,
    requestedByName: 'Grace Hopper',
    url: status === 'live' ? 'http://127.0.0.1:4311' : null,
    createdAt: ago(minutes),
    finishedAt: isOver ? ago(minutes - 1) : null,
    durationMs: isOver ? 41_300 : null,
  };
}

export const deployments = [
  deployment([90, checkout, staging, '1.8.2', 'verifying', 1]),
  deployment([89, checkout, production, '1.7.4', 'live', 32], { kind: 'rollback', incidentId: id('inc12') }),
  deployment([88, checkout, production, '1.8.0', 'rolled_back', 42], {
    kind: 'promotion',
    incidentId: id('inc12'),
    message: 'Rolled back: 412 errors in 2 minutes',
  }),
  deployment([87, checkout, staging, '1.8.1', 'live', 55]),
  deployment([86, catalog, production, '3.2.0', 'live', 700]),
  deployment([85, catalog, staging, '3.3.0', 'live', 90]),
  deployment([84, mailer, staging, '0.9.4', 'failed', 1300], {
    message: 'Health check did not answer 200 within 30 s',
  }),
  deployment([83, mailer, staging, '0.9.3', 'live', 2300]),
  deployment([82, checkout, production, '1.7.4', 'superseded', 2600], { kind: 'promotion' }),
  deployment([81, checkout, production, '1.7.3', 'superseded', 5200], { kind: 'promotion' }),
];
const byNumber = (number) => deployments.find((item) => item.number === number) ?? null;

function cell(environment, live, extra = {}) {
  return {
    environmentId: environment.id,
    live: live ? byNumber(live) : null,
    inProgress: null,
    healthy: live ? true : null,
    promotableVersion: null,
    held: false,
    heldReason: null,
    ...extra,
  };
}

export const board = {
  environments,
  rows: [
    {
      serviceId: checkout.id,
      serviceName: 'checkout',
      cells: [
        cell(staging, 87, { inProgress: byNumber(90), promotableVersion: null }),
        cell(production, 89, {
          healthy: true,
          promotableVersion: null,
          held: true,
          heldReason: 'Incident #12 is open: 1.8.0 was rolled back',
        }),
      ],
    },
    {
      serviceId: catalog.id,
      serviceName: 'catalog',
      cells: [cell(staging, 85), cell(production, 86, { promotableVersion: '3.3.0' })],
    },
    {
      serviceId: mailer.id,
      serviceName: 'mailer',
      cells: [cell(staging, 83, { healthy: false }), cell(production, null, { promotableVersion: '0.9.3' })],
    },
  ],
};

/** One deployment with all that its page shows. */
export function deploymentDetail(deploymentId) {
  const summary = deployments.find((item) => item.id === deploymentId);
  if (!summary) return undefined;
  const isBad = summary.status === 'rolled_back' || summary.status === 'failed';
  const log = [
    ['info', 'Unpacked sha256:9f3c… to /srv/checkout/releases/88'],
    ['info', 'Switched the current release'],
    ['info', 'Started pid 48211 on port 4311'],
    isBad ? ['error', 'GET /healthz answered 500 three times'] : ['info', 'GET /healthz answered 200 in 12 ms'],
  ];
  return {
    ...summary,
    environmentClass: environments.find((item) => item.id === summary.environmentId)?.class,
    release: { ...releases[0], version: summary.version },
    previousReleaseVersion: '1.7.4',
    rollbackOfId: summary.kind === 'rollback' ? id('dep88') : null,
    rolledBackById: summary.number === 88 ? id('dep89') : null,
    reason: summary.kind === 'rollback' ? 'Alert “checkout errors” fired' : null,
    requestedById: id('grace'),
    startedAt: summary.createdAt,
    targets: [
      {
        hostId: hosts[0].id,
        hostName: hosts[0].name,
        status: summary.status,
        message: summary.message,
        url: summary.url,
        startedAt: summary.createdAt,
        finishedAt: summary.finishedAt,
      },
    ],
    log: log.map(([level, text], index) => ({ at: ago(40, 40 - index * 3), level, text })),
  };
}

export const promotionPreview = {
  release: releases[0],
  currentRelease: releases[2],
  configChanges: [
    { name: 'PAYMENT_TIMEOUT_MS', change: 'changed' },
    { name: 'FEATURE_WALLET', change: 'added' },
  ],
  blockers: [],
  notUndone: [
    'Data that the new release writes or migrates in Production stays as it is after a rollback.',
    'Messages, mails and calls to other systems that it sends cannot be called back.',
  ],
};

export const config = {
  variables: { LOG_LEVEL: 'info', PAYMENT_TIMEOUT_MS: '4000', PUBLIC_URL: 'https://checkout.acme.test' },
  secrets: [
    { name: 'DATABASE_URL', setAt: ago(9000) },
    { name: 'PAYMENT_API_KEY', setAt: ago(4000) },
  ],
  version: 7,
  updatedAt: ago(900),
};
