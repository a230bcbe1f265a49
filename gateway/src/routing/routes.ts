/** A service behind the gateway; also the audience of the internal token that it gets. */
export type Upstream = 'identity' | 'pipelines' | 'deployments' | 'observability' | 'billing';

/**
 * What the gateway does with the caller's credential:
 * - `public`: nothing; the route's cookies pass both ways
 * - `user`: exchanged for a token outside any organization
 * - `admin`: the same; only a platform admin who has stepped up gets through at the service
 * - `org`: exchanged for a token of the organization in the path, whose segment becomes the organization's id
 * - `ingest`: an ingest key, exchanged for a token of the key's own organization
 * - `runner`: passed through; pipelines knows its runners by itself
 * - `webhook`: dropped; pipelines verifies the sender's signature
 */
export type AuthMode = 'public' | 'user' | 'admin' | 'org' | 'ingest' | 'runner' | 'webhook';

export type RateClass = 'login' | 'session' | 'api' | 'ingest' | 'runner' | 'hook';

export interface Route {
  /** Literal segments, `{name}` for one segment, `*` at the end for any further ones, none included. */
  path: string;
  /** `live` is the gateway's own view of the organization's live streams. */
  upstream: Upstream | 'live';
  auth: AuthMode;
  rate: RateClass;
  maxBodyBytes: number;
  /** Answers without an end: no time limit on silence. */
  endless: boolean;
  /** Its answer may take as long to begin as an upstream may stay silent: a wait for work, a large upload. */
  isPatient: boolean;
}

const MIB = 1024 * 1024;
const BASE = { maxBodyBytes: MIB, endless: false, isPatient: false };
const ORG = '/api/v1/orgs/{org}';

const ORG_SEGMENTS: Record<Upstream, readonly string[]> = {
  identity: [
    'capabilities',
    'members',
    'invitations',
    'roles',
    'environment-grants',
    'children',
    'leave',
    'ownership-transfer',
    'projects',
    'api-keys',
    'service-accounts',
    'audit-log',
    'standing',
    'deletion',
    'impersonations',
  ],
  pipelines: [
    'repositories',
    'pipelines',
    'pipeline-retention',
    'pipeline-drafts',
    'pipeline-secrets',
    'pipeline-variables',
    'organization-secrets',
    'organization-variables',
    'pipeline-templates',
    'executions',
    'artifacts',
    'evidence',
    'waivers',
    'signing-keys',
    'approvals',
    'approval-requests',
    'approval-groups',
    'approval-delegations',
    'change-requests',
    'runners',
    'schedules',
  ],
  deployments: ['services', 'environments', 'hosts', 'releases', 'deployments', 'promotions', 'board'],
  observability: ['logs', 'alert-rules', 'firings', 'incidents', 'changes', 'line', 'overview'],
  billing: ['subscription', 'entitlements'],
};

const inOrg = (path: string, upstream: Route['upstream'], endless = false): Route => ({
  ...BASE,
  path: `${ORG}${path}`,
  upstream,
  auth: 'org',
  rate: 'api',
  endless,
});

const account = (path: string, auth: AuthMode, rate: RateClass): Route => ({
  ...BASE,
  path,
  upstream: 'identity',
  auth,
  rate,
});

const streams = [
  inOrg('/live', 'live', true),
  inOrg('/executions/{executionId}/nodes/{nodeKey}/log/stream', 'pipelines', true),
  inOrg('/logs/tail', 'observability', true),
];

const segments = Object.entries(ORG_SEGMENTS).flatMap(([upstream, names]) =>
  names.map((name) => inOrg(`/${name}/*`, upstream as Upstream)),
);

/** Every service keeps the events that it could not apply; each has the same operations for them. */
const deadLetters = Object.keys(ORG_SEGMENTS).map((upstream) =>
  inOrg(`/dead-letters/${upstream}/*`, upstream as Upstream),
);

/** Every address that the gateway knows. The first that matches decides; there is nothing at any other. */
export const ROUTES: readonly Route[] = [
  account('/api/v1/auth/login', 'public', 'login'),
  account('/api/v1/auth/sign-up', 'public', 'login'),
  account('/api/v1/auth/verification', 'public', 'login'),
  account('/api/v1/auth/password-reset/*', 'public', 'login'),
  account('/api/v1/auth/*', 'public', 'session'),
  account('/api/v1/mail/*', 'public', 'session'),
  account('/api/v1/avatars/*', 'public', 'api'),
  account('/api/v1/me/*', 'user', 'api'),
  account('/api/v1/admin/*', 'admin', 'api'),
  account('/api/v1/orgs', 'user', 'api'),
  account('/api/v1/invitations/*', 'user', 'api'),
  account('/api/v1/permissions', 'user', 'api'),
  { ...BASE, path: '/api/v1/plans', upstream: 'billing', auth: 'user', rate: 'api' },
  inOrg('', 'identity'),
  ...streams,
  ...segments,
  ...deadLetters,
  { ...BASE, path: '/hooks/*', upstream: 'pipelines', auth: 'webhook', rate: 'hook' },
  { ...BASE, path: '/ingest/v1/logs', upstream: 'observability', auth: 'ingest', rate: 'ingest' },
  ...['artifacts', 'files'].map((content): Route => ({
    ...BASE,
    path: `/runner/v1/jobs/{jobId}/${content}`,
    upstream: 'pipelines',
    auth: 'runner',
    rate: 'runner',
    isPatient: true,
    maxBodyBytes: 512 * MIB,
  })),
  { ...BASE, path: '/runner/v1/jobs/acquire', upstream: 'pipelines', auth: 'runner', rate: 'runner', isPatient: true },
  { ...BASE, path: '/runner/v1/*', upstream: 'pipelines', auth: 'runner', rate: 'runner' },
];

/** First segments that belong to the machine side: the web app is never served below them, in any spelling. */
export const RESERVED_SEGMENTS: ReadonlySet<string> = new Set([
  'api',
  'hooks',
  'ingest',
  'runner',
  'internal',
  'otlp',
  'loki',
  'livez',
  'readyz',
  'metrics',
]);
