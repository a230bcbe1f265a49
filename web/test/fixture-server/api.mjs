import * as asked from './data/approvals.mjs';
import * as account from './data/account.mjs';
import * as billing from './data/billing.mjs';
import { deadLetterDetail, deadLettersOf } from './data/dead-letters.mjs';
import * as delivery from './data/delivery.mjs';
import * as editing from './data/editing.mjs';
import * as evidence from './data/evidence.mjs';
import { ago, id } from './data/ids.mjs';
import * as keys from './data/keys.mjs';
import { histogramOf, searchLogs } from './data/logs.mjs';
import * as seen from './data/observability.mjs';
import { nodeLog } from './data/node-log.mjs';
import * as people from './data/people.mjs';
import * as platform from './data/console.mjs';
import * as pipelines from './data/pipelines.mjs';
import * as schedules from './data/schedules.mjs';
import * as library from './data/templates.mjs';
import * as values from './data/values.mjs';
import * as runners from './data/runners.mjs';
import { comparison, logComparison, replayPlan } from './data/replays.mjs';

const PAGE_KEYS = {
  members: people.members,
  children: people.children,
  invitations: people.invitations,
  projects: people.projects,
  'audit-log': people.auditEntries,
  repositories: pipelines.repositories,
  pipelines: pipelines.pipelines,
  executions: pipelines.executions,
  schedules: schedules.schedules,
  approvals: pipelines.approvals,
  'approval-requests': pipelines.approvalRequests,
  'change-requests': pipelines.approvalRequests.filter(({ change }) => change),
  'approval-groups': asked.groups,
  'approval-delegations': asked.delegations,
  'pipeline-drafts': editing.drafts,
  'pipeline-templates': library.templates,
  'pipeline-secrets': values.secrets,
  'pipeline-variables': values.variables,
  runners: runners.runners,
  waivers: evidence.waivers,
  'signing-keys': evidence.signingKeys,
  services: delivery.services,
  environments: delivery.environments,
  hosts: delivery.hosts,
  releases: delivery.releases,
  deployments: delivery.deployments,
  'alert-rules': seen.alertRules,
  firings: seen.firings,
  incidents: seen.incidents,
  changes: seen.changes,
  'api-keys': keys.ingestKeys,
  'service-accounts': keys.serviceAccounts,
  impersonations: platform.impersonations,
};
const ACTIVE = new Set(['queued', 'running', 'waiting', 'cancelling', 'deploying', 'verifying']);
const OPEN = new Set(['pending', 'changes_requested']);
const page = (items) => ({ items, nextCursor: null });

/** Of requests: whether they can be decided still, and whose they are. */
function isInView(item, query) {
  if (query.has('open') && query.get('open') !== String(OPEN.has(item.state))) return false;
  if (query.get('view') === 'asked') return item.requestedById === people.ada.userId;
  return query.get('view') !== 'mine' || item.canVote || item.failure?.canAnswer;
}

function filtered(items, query) {
  return items.filter((item) => {
    if (query.get('active') === 'true' && !ACTIVE.has(item.status)) return false;
    if (!isInView(item, query)) return false;
    if ('level' in item && !values.isShown(item, query)) return false;
    if (query.get('unresolved') === 'true' && item.state === 'resolved') return false;
    return ['state', 'status', 'kind', 'type', 'category', 'pipelineId', 'serviceId', 'environmentId'].every(
      (key) => !query.get(key) || !(key in item) || item[key] === query.get(key),
    );
  });
}

const session = () => ({ accessToken: 'fixture', expiresAt: ago(-15), user: people.me });

/** Reads with a path of their own, as [pattern, answer]; the first match wins. */
const READS = [
  [/^capabilities$/, () => people.capabilities],
  [/^pipeline-templates\/([\w-]+)$/, ([, key]) => library.templateOf(key)],
  [/^pipeline-variables\/[^/]+\/versions$/, () => page(values.variableVersions)],
  [/^roles$/, () => ({ items: people.roles })],
  [/^roles\/presets$/, () => ({ items: people.rolePresets })],
  [/^environment-grants$/, () => ({ items: people.grantsOf(delivery.environments) })],
  [/^$/, () => people.organization],
  [
    /^executions\/([^/]+)\/nodes\/([^/]+)\/log$/,
    ([, run, node], query) =>
      nodeLog(Number(query.get('fromLine') ?? 1), Number(query.get('limit') ?? 500), {
        ...{ isRunning: pipelines.isWriting(run, node), nodeKey: node },
      }),
  ],
  [
    /^executions\/([^/]+)\/artifacts$/,
    ([, key]) => page(pipelines.artifacts.filter(({ executionId }) => executionId === key)),
  ],
  [
    /^executions\/([^/]+)\/evidence$/,
    ([, key]) => page(evidence.evidence.filter(({ executionId }) => executionId === key)),
  ],
  [
    /^executions\/([^/]+)\/images$/,
    ([, key]) => page(evidence.images.filter(({ executionId }) => executionId === key)),
  ],
  [/^evidence\/([^/]+)$/, ([, key]) => evidence.evidenceDetail(key)],
  [/^executions\/([^/]+)\/replay-plan$/, ([, key], query) => replayPlan(key, query)],
  [/^executions\/[^/]+\/nodes\/([^/]+)\/log-comparison$/, ([, key]) => logComparison(key)],
  [/^executions\/([^/]+)\/comparison$/, ([, key], query) => comparison(key, query.get('with'))],
  [/^executions\/([^/]+)$/, ([, key]) => pipelines.executionDetail(key)],
  [/^pipelines\/[^/]+\/hooks$/, () => page(schedules.hooks)],
  [/^pipelines\/[^/]+\/follow-ups$/, () => page(schedules.followUps)],
  [/^runners\/queue$/, () => runners.runnerQueue],
  [/^pipelines\/[^/]+\/versions$/, () => page(pipelines.pipelineVersions)],
  [/^schedules\/preview$/, (_, query) => schedules.schedulePreview(query)],
  [/^schedules\/[^/]+\/firings$/, () => page(schedules.scheduleFirings)],
  [/^repositories\/[^/]+\/branch-rules$/, () => page(pipelines.branchRules)],
  [/^repositories\/([^/]+)\/pipeline-draft$/, (_match, query) => editing.draftOf(query)],
  [/^repositories\/([^/]+)\/pipeline-file$/, ([, key], query) => editing.pipelineFile(key, query)],
  [/^repositories\/[^/]+\/deliveries$/, () => page(pipelines.deliveries)],
  [
    /^services\/([^/]+)\/environments\/([^/]+)\/config$/,
    ([, serviceId, environmentId]) => ({ serviceId, environmentId, ...delivery.config }),
  ],
  [/^deployments\/([^/]+)$/, ([, key]) => delivery.deploymentDetail(key)],
  [/^promotions\/preview$/, () => delivery.promotionPreview],
  [/^approval-requests\/count$/, () => ({ mine: 3, open: 5 })],
  [/^approval-requests\/[^/]+\/activity$/, () => page(asked.activity)],
  [/^board$/, () => delivery.board],
  [/^logs$/, (_, query) => searchLogs(query)],
  [/^logs\/histogram$/, (_, query) => histogramOf(query)],
  [/^incidents\/([^/]+)$/, ([, key]) => seen.incidentDetail(key)],
  [/^line\/([^/]+)\/(.+)$/, ([, kind, key]) => seen.line(kind, key)],
  [/^dead-letters\/([a-z]+)$/, ([, service], query) => page(deadLettersOf(service, query))],
  [/^dead-letters\/[a-z]+\/([^/]+)$/, ([, key]) => deadLetterDetail(key)],
  [/^standing$/, () => platform.standing],
  [/^pipeline-retention$/, () => ({ artifactDays: 90, logDays: null, updatedAt: ago(4000) })],
  [
    /^pipeline-retention\/preview$/,
    () => ({ artifacts: 312, artifactBytes: 1.4e9, heldArtifacts: 7, logs: 0, logBytes: 0 }),
  ],
  [/^service-accounts\/[^/]+\/keys$/, () => page(keys.accountKeys)],
  [/^audit-log\/stats$/, (_, query) => people.auditStats(query.get('by'))],
  [/^overview$/, () => seen.overview],
  [/^subscription$/, () => billing.subscription],
  [/^entitlements$/, () => billing.entitlements],
  [/^([a-z-]+)$/, ([, key], query) => PAGE_KEYS[key] && page(filtered(PAGE_KEYS[key], query))],
  [/^([a-z-]+)\/([^/]+)$/, ([, key, itemId]) => PAGE_KEYS[key]?.find((item) => item.id === itemId)],
];

/** What an installation of a minute answers: lists are empty, the person and the organization exist. */
function emptied(answer, path) {
  if (path === 'members') return page([people.ada]);
  if (answer && Array.isArray(answer.items) && 'nextCursor' in answer) return { ...answer, items: [] };
  if (path === 'runners/queue') return { jobs: 0, groups: [] };
  if (path === 'board') return { environments: [], rows: [] };
  if (path === 'overview')
    return {
      ...answer,
      deployments: [],
      buckets: answer.buckets.map((bucket) => ({ ...bucket, lines: 0, errors: 0 })),
    };
  if (path === 'logs/histogram') return { ...answer, deployments: [], buckets: [] };
  return answer;
}

const emptiedList = (answer, state) =>
  state === 'empty' && answer && 'nextCursor' in answer ? { ...answer, items: [] } : answer;

/** Answers of the writes that screens read something from; other writes answer 204. */
const WRITES = [
  [/\/hooks(\/[^/]+\/secret)?$/, () => schedules.hookSecret],
  [/\/auth\/(refresh|login|verify)$/, session],
  [/\/auth\/(sign-up|verification|password-reset)$/, () => ({ status: 'check_your_mail' })],
  [/\/me\/email$/, () => ({ status: 'check_your_mail' })],
  [/\/me\/sessions\/end-others$/, () => ({ ended: 2 })],
  [/\/orgs$/, () => people.organization],
  [/\/invitations\/accept$/, () => people.organization],
  [
    /\/invitations$/,
    () => ({
      id: id('inv9'),
      email: 'new@acme.test',
      role: 'developer',
      expiresAt: ago(-4000),
      token: 'tli_fixture0token0fixture0token',
    }),
  ],
  [
    /\/repositories$/,
    () => ({ repository: pipelines.repositories[0], webhookSecret: 'whsec_fixture0secret0fixture0secret' }),
  ],
  [
    /\/webhook-secret$/,
    () => ({ webhookUrl: pipelines.repositories[0].webhookUrl, webhookSecret: 'whsec_fixture0rotated0secret' }),
  ],
  [
    /\/api-keys$/,
    () => ({
      id: id('key9'),
      name: 'new',
      prefix: 'tlk_9c1d',
      secret: 'tlk_9c1dfixture0secret0fixture',
      createdAt: ago(0),
    }),
  ],
  [
    /\/approval-requests\/([^/]+)\/\w[\w-]*$/,
    ([, key]) => ({
      ...pipelines.approvalRequests.find((item) => item.id === key),
      state: 'approved',
      canVote: false,
      cannotVoteReason: 'You have voted.',
    }),
  ],
  [/\/executions$/, () => pipelines.executions[0]],
  [/\/pipelines\/validate$/, () => editing.validation],
  [/\/pipeline-templates\/([\w-]+)\/\w+$/, ([, key]) => library.templateOf(key)],
  [/\/pipeline-draft$/, () => ({ ...editing.drafts[0], text: '' })],
  [/\/pipeline-commits$/, () => editing.commit],
  [/\/(deployments|promotions|rollback)$/, () => delivery.deploymentDetail(delivery.deployments[0].id)],
  [/\/incidents\/([^/]+)\/(acknowledge|resolve)$/, ([, key]) => seen.incidentDetail(key)],
];

/** Answers outside of an organization. */
const ACCOUNT = {
  '/api/v1/me': () => people.me,
  '/api/v1/me/profile': () => account.profile,
  '/api/v1/me/preferences': () => account.preferences,
  '/api/v1/me/sessions': () => page(account.sessions),
  '/api/v1/me/security-log': () => page(account.securityLog),
  '/api/v1/me/api-keys': () => page(keys.personalKeys),
  '/api/v1/admin/session': () => platform.adminSession,
  '/api/v1/admin/organizations': () => page(platform.tenants),
  '/api/v1/admin/accounts': () => page(platform.accounts),
  '/api/v1/admin/platform-admins': () => platform.platformAdmins,
  '/api/v1/admin/passkeys': () => platform.passkeys,
  '/api/v1/admin/audit-log': () => page(platform.platformLog),
  '/api/v1/admin/audit-log/verification': () => platform.verdict,
  '/api/v1/admin/purged-organizations': () => platform.purged,
  '/api/v1/auth/options': () => ({ signUp: 'open' }),
  '/api/v1/orgs': () => ({ items: people.myOrganizations }),
  '/api/v1/permissions': () => ({ items: people.catalogue }),
  '/api/v1/plans': () => page(billing.plans),
  '/api/v1/mail': (state) => page(state === 'empty' ? [] : account.mail),
};

/** The JSON for a request, null for an empty 204, or undefined for 404. `state` is `full` or `empty`. */
export function answer(method, url, state) {
  if (method !== 'GET') return write(url.pathname);
  if (url.pathname in ACCOUNT) return emptiedList(ACCOUNT[url.pathname](state), state);
  const path = /^\/api\/v1\/orgs\/[^/]+\/?(.*)$/.exec(url.pathname)?.[1];
  if (path === undefined) return one(url.pathname);
  const found = read(path, url.searchParams);
  return state === 'empty' ? emptied(found, path) : found;
}

/** A mail, or an organization as the console sees it. */
function one(pathname) {
  const mailId = /^\/api\/v1\/mail\/(.+)$/.exec(pathname)?.[1];
  if (mailId) return account.mail.find((item) => item.id === mailId);
  const [, tenantId, isNotes] = /^\/api\/v1\/admin\/organizations\/([^/]+)(\/notes)?$/.exec(pathname) ?? [];
  if (!tenantId) return undefined;
  return isNotes ? page(platform.notes) : platform.tenantDetail(tenantId);
}

function read(path, query) {
  for (const [pattern, answerOf] of READS) {
    const match = pattern.exec(path);
    if (match) return answerOf(match, query);
  }
  return undefined;
}

function write(pathname) {
  for (const [pattern, answerOf] of WRITES) {
    const match = pattern.exec(pathname);
    if (match) return answerOf(match);
  }
  return null;
}
