import type { LimitClass } from '@throughline/platform';
import type { GatewayConfig } from '../gateway.config.js';
import type { RateClass } from '../routing/routes.js';

/**
 * What is counted besides the route's own class. `refused`: an address's credentials that identity did not know, so that
 * guessing is slow from one address. `address`: everything from one address, whatever credentials it shows. `org`:
 * everything of one organization, however many keys and people it has; its log lines by themselves.
 */
export type Counted = RateClass | 'refused' | 'address' | 'org' | 'org-ingest';

const WINDOW_S = 60;
const MINUTE: Record<Counted, number> = {
  login: 10,
  session: 120,
  api: 1_200,
  ingest: 6_000,
  runner: 6_000,
  hook: 600,
  refused: 60,
  address: 12_000,
  org: 12_000,
  'org-ingest': 60_000,
};
/** On a machine of one's own everybody comes from one address. */
const MINUTE_ON_LOCALHOST: Record<Counted, number> = {
  ...MINUTE,
  login: 600,
  session: 6_000,
  api: 6_000,
  refused: 6_000,
  address: 120_000,
};
/** Rare enough to be counted in PostgreSQL where there is no Redis, and worth it: these are what an attacker tries. */
const RARE = new Set<Counted>(['login', 'refused']);
const LOCALHOST = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The limits of this installation: what is configured, else what suits its address. */
export function limitClasses(config: GatewayConfig): Record<Counted, LimitClass> {
  const standard = LOCALHOST.has(new URL(config.PUBLIC_URL).hostname) ? MINUTE_ON_LOCALHOST : MINUTE;
  const configured: Record<Counted, number | undefined> = {
    login: config.RATE_LOGIN,
    session: config.RATE_SESSION,
    api: config.RATE_API,
    ingest: config.RATE_INGEST,
    runner: config.RATE_RUNNER,
    hook: config.RATE_HOOK,
    refused: config.RATE_REFUSED,
    address: config.RATE_ADDRESS,
    org: config.RATE_ORG,
    'org-ingest': config.RATE_ORG_INGEST,
  };
  const classOf = (name: Counted): LimitClass => ({
    name,
    limit: configured[name] ?? standard[name],
    windowSeconds: WINDOW_S,
    isFrequent: !RARE.has(name),
  });
  const names = Object.keys(MINUTE) as Counted[];
  return Object.fromEntries(names.map((name) => [name, classOf(name)])) as Record<Counted, LimitClass>;
}
