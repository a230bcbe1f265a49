import { oneOf, text } from '../../../shared/lib/search-params.js';

/** The filter of the audit log as it stands in the URL, called as the API calls it. */
export type AuditSearch = {
  actor?: string | undefined;
  action?: string | undefined;
  resourceKind?: string | undefined;
  service?: string | undefined;
  impersonated?: boolean | undefined;
  from?: string | undefined;
  to?: string | undefined;
  text?: string | undefined;
};

export const SERVICES = ['identity', 'pipelines', 'deployments', 'observability', 'billing'] as const;
const ACTOR = /^(system|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Reads the URL. What is no value of its kind is left out. */
export function readAuditSearch(raw: Record<string, unknown>): AuditSearch {
  const actor = text(raw['actor']);
  return {
    actor: actor && ACTOR.test(actor) ? actor : undefined,
    action: text(raw['action'])?.slice(0, 100),
    resourceKind: text(raw['resourceKind'])?.slice(0, 100),
    service: oneOf(raw['service'], SERVICES),
    impersonated: raw['impersonated'] === true || raw['impersonated'] === 'true' ? true : undefined,
    from: day(raw['from']),
    to: day(raw['to']),
    text: text(raw['text'])?.slice(0, 100),
  };
}

/** The API's filter: days are whole, the last one included. */
export function auditQuery({ from, to, ...rest }: AuditSearch): AuditSearch {
  const given = Object.entries(rest).filter(([, value]) => value !== undefined && value !== '');
  return {
    ...(Object.fromEntries(given) as AuditSearch),
    ...(from && { from: `${from}T00:00:00Z` }),
    ...(to && { to: new Date(Date.parse(`${to}T00:00:00Z`) + 86_400_000).toISOString() }),
  };
}

export const isFiltered = (search: AuditSearch): boolean => Object.keys(auditQuery(search)).length > 0;

function day(value: unknown): string | undefined {
  const found = text(value);
  return found && DAY.test(found) && !Number.isNaN(Date.parse(found)) ? found : undefined;
}
