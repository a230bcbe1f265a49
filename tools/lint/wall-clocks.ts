/**
 * The files that may ask the clock of the machine they run on, and why it does no harm there: docs/reliability.md says
 * which clock decides what. A file that is not here asks the database, or measures by performance.now().
 */
export const WALL_CLOCKS: Readonly<Record<string, string>> = {
  'libs/shared/kernel/src/ids.ts': 'the time in an id, as its library does: an order, and no proof of a time',
  'libs/shared/platform/src/auth/access.guard.ts':
    'verifies what a token says by its issuer’s clock, as the library does',
  'libs/shared/platform/src/auth/verified-tokens.ts':
    'judges a token’s times by the clock that its library does, and by a monotonic one beside it',
  'libs/shared/platform/src/health/loop-watchdog.ts': 'dates a log record',
  'libs/shared/platform/src/health/readiness.ts': 'measures how far that clock is off',
  'libs/shared/platform/src/limits/postgres-limiter.ts': 'tells the library, which asks it too, how much is left',
  'libs/shared/platform/src/messaging/event-delivery.ts':
    'BullMQ delays by it; an event that comes too late is delivered anew by the database’s clock',
  'runner/src/jobs/step-output.ts': 'dates lines, which are numbered, for people',
  'runner/src/warden/output-record.ts': 'dates lines, which are numbered, for people',
  'runner/src/workspaces/workspaces.ts': 'compares with the times of files, which are of the same clock',
  'services/deployments/src/launcher/log-shipper.ts': 'dates lines of the machine that writes them',
  'services/deployments/src/launcher/main.ts': 'dates lines of the machine that writes them',
  'services/identity/src/audit-log/audit-export.ts': 'names a file',
  'services/identity/src/credentials/address-changes.service.ts': 'dates a letter',
  'services/identity/src/credentials/new-passwords.ts': 'dates a letter',
  'services/identity/src/exchange/internal-tokens.ts': 'iat and exp of a token',
  'services/identity/src/platform-admins/platform-standing.ts': 'a claim of a token, told by the clock of its exp',
  'services/identity/src/sessions/access-tokens.ts': 'iat and exp of a token',
};
