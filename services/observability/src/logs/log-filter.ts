import type { LogLevel } from './log-level.rules.js';
import { levelNumber } from './log-level.rules.js';
import type { TimeRange } from './time-range.js';
import { containsPattern, parseSearchText, type SearchTerm } from './search-text.rules.js';

/** Which lines are asked for, read from a query and ready for SQL or for comparison. */
export interface LogFilter {
  serviceId: string | null;
  environmentId: string | null;
  deploymentId: string | null;
  traceId: string | null;
  /** Stored numbers; null for all. */
  levels: number[] | null;
  terms: SearchTerm[];
}

interface FilterQuery {
  serviceId?: string;
  environmentId?: string;
  deploymentId?: string;
  traceId?: string;
  level?: LogLevel[];
  text?: string;
}

export function logFilter(query: FilterQuery): LogFilter {
  return {
    serviceId: idOf(query.serviceId),
    environmentId: idOf(query.environmentId),
    deploymentId: idOf(query.deploymentId),
    traceId: query.traceId ?? null,
    levels: query.level?.map(levelNumber) ?? null,
    terms: parseSearchText(query.text ?? ''),
  };
}

/** Ids are compared as the database writes them: in small letters. */
const idOf = (id: string | undefined): string | null => id?.toLowerCase() ?? null;

/** The part of a WHERE that a filter and a range are, on `log_entry l` of `log_stream s`. Values go by parameter. */
export function filterSql(filter: LogFilter, range: TimeRange): { where: string; parameters: unknown[] } {
  const parameters: unknown[] = [range.from, range.to];
  const bind = (value: unknown): string => `$${parameters.push(value)}`;
  const conditions = [
    'l.org_id = s.org_id AND l.service_id = s.service_id AND l.environment_id = s.environment_id',
    'l.at >= $1 AND l.at <= $2',
  ];
  if (filter.deploymentId !== null) conditions.push(`l.deployment_id = ${bind(filter.deploymentId)}`);
  if (filter.traceId !== null) conditions.push(`l.trace_id = ${bind(filter.traceId)}`);
  if (filter.levels !== null) conditions.push(`l.level = ANY(${bind(filter.levels)}::smallint[])`);
  for (const { text, isNegated } of filter.terms) {
    conditions.push(`l.message ${isNegated ? 'NOT ILIKE' : 'ILIKE'} ${bind(containsPattern(text))}`);
  }
  return { where: conditions.join(' AND '), parameters };
}

/** The streams of the organization that a filter lets through, for `FROM log_stream s WHERE …`. */
export function streamSql(filter: LogFilter, parameters: unknown[]): string {
  const conditions = [`s.org_id = NULLIF(current_setting('app.org_id', true), '')::uuid`];
  if (filter.serviceId !== null) conditions.push(`s.service_id = $${parameters.push(filter.serviceId)}`);
  if (filter.environmentId !== null) conditions.push(`s.environment_id = $${parameters.push(filter.environmentId)}`);
  return conditions.join(' AND ');
}
