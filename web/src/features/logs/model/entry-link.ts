import type { LogEntryResponse } from '../../../shared/api/generated/types.gen.js';
import type { LogSearch } from './log-search.js';

const BEFORE_MS = 5 * 60_000;
const AFTER_MS = 2000; // short: newest lines come first, and the linked one should be among the first read

/** The search that shows one line whenever it is opened: a fixed range around it and the same filters. */
export function entryLink(search: LogSearch, { id, at }: Pick<LogEntryResponse, 'id' | 'at'>): LogSearch {
  const ms = Date.parse(at);
  const from = new Date(ms - BEFORE_MS).toISOString();
  return { ...search, live: undefined, range: undefined, from, to: new Date(ms + AFTER_MS).toISOString(), entry: id };
}

/** What stood around a line in its service and environment, whatever the filters were: a minute on both sides. */
export function aroundEntry({ id, at, serviceId, environmentId }: LogEntryResponse): LogSearch {
  const ms = Date.parse(at);
  const minute = 60_000;
  return {
    serviceId,
    environmentId,
    from: new Date(ms - minute).toISOString(),
    to: new Date(ms + minute).toISOString(),
    entry: id,
  };
}
