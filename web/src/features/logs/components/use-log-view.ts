import { useMemo, useState } from 'react';
import { useOrg } from '../../../shared/lib/use-org.js';
import { useFacets, useHistogram, useLogPages } from '../api/logs.js';
import { useTail } from '../api/use-tail.js';
import { filterOf, type LogSearch } from '../model/log-search.js';
import { joined } from '../model/tail-buffer.js';
import { resolveRange } from '../model/time-range.js';

/** The URL state of the log page and the two ways to change it. */
export type LogState = {
  search: LogSearch;
  /** Changes what is asked for: "now" becomes now, and a line that was open closes. */
  ask: (patch: LogSearch) => void;
  /** Changes what is shown of the same lines. */
  show: (patch: LogSearch) => void;
  restart: () => void;
};
export type LogView = ReturnType<typeof useLogView>;

/** Everything the log page reads, for the search in the URL. */
export function useLogView(search: LogSearch, onSearch: (next: LogSearch) => void) {
  const org = useOrg();
  const [nowMs, setNow] = useState(() => Date.now());
  const restart = () => setNow(Date.now());
  const filter = filterOf(search);
  const range = resolveRange(search, nowMs);
  const pages = useLogPages(org, filter, range);
  const histogram = useHistogram(org, filter, range);
  const tail = useTail(org, filter, { isOn: search.live === true, onStart: restart });
  const stored = useMemo(() => pages.data?.pages.flatMap(({ items }) => items) ?? [], [pages.data]);
  const entries = useMemo(() => joined(tail.buffer, stored), [tail.buffer, stored]);
  const state: LogState = {
    search,
    restart,
    show: (patch) => onSearch({ ...search, ...patch }),
    ask: (patch) => {
      restart();
      onSearch({ ...search, entry: undefined, ...patch });
    },
  };
  return { state, nowMs, range, pages, histogram, tail, entries, facets: useFacets(org) };
}
