import type { LogLevel } from '../../../shared/api/generated/types.gen.js';
import { manyOf, oneOf, text } from '../../../shared/lib/search-params.js';
import { RANGES, readInstant, type RangeKey } from './time-range.js';

export const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug'] as const satisfies readonly LogLevel[];

/** Everything the log page shows, as it stands in the URL. The filters are called as the API calls them. */
export type LogSearch = {
  serviceId?: string | undefined;
  environmentId?: string | undefined;
  deploymentId?: string | undefined;
  traceId?: string | undefined;
  level?: LogLevel[] | undefined;
  text?: string | undefined;
  range?: RangeKey | undefined;
  from?: string | undefined;
  to?: string | undefined;
  entry?: string | undefined;
  live?: true | undefined;
  wrap?: true | undefined;
};

/** The part of the search that decides which lines there are. */
export type LogFilter = Pick<LogSearch, 'serviceId' | 'environmentId' | 'deploymentId' | 'traceId' | 'level' | 'text'>;

/** Reads the URL. What is no value of its kind is left out; a range that ends before it begins is none. */
export function readLogSearch(raw: Record<string, unknown>): LogSearch {
  const from = readInstant(raw['from']);
  const to = readInstant(raw['to']);
  const isRange = from !== undefined && to !== undefined && from < to;
  return {
    serviceId: text(raw['serviceId']),
    environmentId: text(raw['environmentId']),
    deploymentId: text(raw['deploymentId']),
    traceId: text(raw['traceId']),
    level: manyOf(raw['level'], LEVELS),
    text: text(raw['text']),
    range: isRange ? undefined : oneOf(raw['range'], RANGES),
    from: isRange ? from : undefined,
    to: isRange ? to : undefined,
    entry: text(raw['entry']),
    live: isOn(raw['live']),
    wrap: isOn(raw['wrap']),
  };
}

/** The filter of a search; without `level` where all levels are counted anyway. */
export function filterOf({
  serviceId,
  environmentId,
  deploymentId,
  traceId,
  level,
  text: words,
}: LogSearch): LogFilter {
  return defined({ serviceId, environmentId, deploymentId, traceId, level, text: words });
}

/** Whether anything narrows the lines down, apart from the time. */
export function isFiltered(search: LogSearch): boolean {
  return Object.keys(filterOf(search)).length > 0;
}

/** The levels after one was switched. All or none chosen means no filter. */
export function toggledLevels(chosen: readonly LogLevel[] | undefined, level: LogLevel): LogLevel[] | undefined {
  const before = new Set(chosen ?? []);
  if (!before.delete(level)) before.add(level);
  const after = LEVELS.filter((name) => before.has(name));
  return after.length === 0 || after.length === LEVELS.length ? undefined : after;
}

function isOn(value: unknown): true | undefined {
  return value === true || value === 'true' || value === 1 ? true : undefined;
}

/** Without the keys that hold nothing: a query key must not differ by them. */
function defined<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}
