// Specs that put no job into a queue: another backend under the queues changes nothing for them, so the lane with Redis
// leaves them out. The integration lane fails one that comes to use a queue (src/queueless.ts); it leaves this list then.
const QUEUELESS = [
  'gateway/test/limits',
  'gateway/test/links',
  'gateway/test/live',
  'gateway/test/pass-through',
  'gateway/test/relay',
  'gateway/test/secret-scan',
  'gateway/test/strangers',
  'gateway/test/web-app',
  'probe/context-bleed',
  'probe/database-clock',
  'probe/deadline',
  'probe/idempotency',
  'probe/idempotency-crash',
  'probe/lost-commits',
  'probe/prepared-statements',
  'probe/pruning',
  'probe/secrets',
  'probe/secrets-crash',
  'billing/src/subscriptions/subscriptions',
  'billing/src/usage/usage',
  'billing/test/floor',
  'billing/test/purge',
  'deployments/test/floor',
  'deployments/test/purge',
  'deployments/test/suspension',
  'deployments/test/unpacking',
  'identity/src/audit-log/audit-log',
  'identity/src/audit-log/tampering',
  'identity/src/keys/signing-keys',
  'identity/src/mail/mail-crash',
  'identity/src/members/members',
  'identity/src/sessions/sessions',
  'identity/test/admin-session',
  'identity/test/agency-deletion',
  'identity/test/floor',
  'identity/test/purge',
  'observability/src/alerts/alert-path',
  'observability/src/ingest/ingest',
  'observability/src/logs/logs',
  'observability/src/tail/tail',
  'observability/test/floor',
  'observability/test/purge',
  'observability/test/suspension',
  'pipelines/src/engine/execution-numbers',
  'pipelines/src/engine/schema',
  'pipelines/test/git-mirror',
];

// Specs of which no job was ever taken by anybody: events on their way to services that do not run there. They are held
// to it in the same way.
const SEND_ONLY = ['deployments/test/deploying', 'deployments/test/killed-worker', 'deployments/test/rolling-back'];

const patternsOf = (specs) => specs.map((spec) => `/${spec}\\.int-spec\\.ts$`);

module.exports = { QUEUELESS: patternsOf(QUEUELESS), SEND_ONLY: patternsOf(SEND_ONLY) };
