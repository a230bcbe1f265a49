import { useMemo } from 'react';
import { useUtc } from '../../../shared/lib/use-utc.js';
import { formatEntryTime } from '../model/time-range.js';
import type { LogView } from './use-log-view.js';

type Named = { id: string; name: string };
export type RowFormat = { time: (at: string) => string; place: (serviceId: string, environmentId: string) => string };

const DAY_MS = 86_400_000;

/** How rows write times and places: the day where the range spans more than one, and only what no filter fixes. */
export function useRowFormat({ range, nowMs, facets, state }: LogView): RowFormat {
  const { from, to } = range;
  const [isUtc] = useUtc();
  const { services, environments } = facets;
  const { serviceId, environmentId } = state.search;
  return useMemo(() => {
    const withDay = (to ? Date.parse(to) : nowMs) - Date.parse(from) >= DAY_MS;
    const nameOf = (items: readonly Named[], id: string) => items.find((item) => item.id === id)?.name ?? '';
    return {
      time: (at) => formatEntryTime(at, { isUtc, withDay }),
      place: (service, environment) =>
        [serviceId ? '' : nameOf(services, service), environmentId ? '' : nameOf(environments, environment)]
          .filter(Boolean)
          .join(' · '),
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the lists are new arrays each time, their length tells enough
  }, [isUtc, from, to, nowMs, services.length, environments.length, serviceId, environmentId]);
}
