import type { AuditFilterQuery } from './audit-log.dto.js';

/** Stands in `actor` for what nobody's user did: programs, and the product itself. */
export const NOBODY = 'system';

export interface AuditCondition {
  /** Conditions on `audit_entry`, `org_id = $1` first. */
  sql: string;
  parameters: unknown[];
}

type Field = keyof AuditFilterQuery;
const CONDITIONS: Record<Field, (placeholder: string) => string> = {
  actor: (at) => `actor_id = ${at}::uuid`,
  action: (at) => `starts_with(action, ${at})`,
  resourceKind: (at) => `resource_kind = ${at}`,
  resourceId: (at) => `resource_id = ${at}`,
  service: (at) => `service = ${at}`,
  impersonated: (at) => `(impersonator_id IS NOT NULL) = ${at}`,
  from: (at) => `occurred_at >= ${at}::timestamptz`,
  to: (at) => `occurred_at < ${at}::timestamptz`,
  text: (at) => `resource_name ILIKE ${at}`,
};
const FIELDS = Object.keys(CONDITIONS) as Field[];

/** The entries that a filter leaves. What the filter says travels as parameters only. */
export function auditCondition(orgId: string, filter: AuditFilterQuery): AuditCondition {
  const parameters: unknown[] = [orgId];
  const conditions = ['org_id = $1'];
  for (const field of FIELDS) {
    const value = filter[field];
    if (value === undefined) continue;
    if (field === 'actor' && value === NOBODY) {
      conditions.push('actor_id IS NULL');
      continue;
    }
    parameters.push(field === 'text' ? containing(String(value)) : value);
    conditions.push(CONDITIONS[field](`$${parameters.length}`));
  }
  return { sql: conditions.join(' AND '), parameters };
}

/** The parts of a filter that were given, for the fact of an export. */
export function givenFilter(filter: AuditFilterQuery): Record<string, unknown> {
  return Object.fromEntries(
    FIELDS.filter((field) => filter[field] !== undefined).map((field) => [field, filter[field]]),
  );
}

/** A LIKE pattern in which the text stands for itself. */
function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
