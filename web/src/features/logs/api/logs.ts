import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import {
  getDeploymentOptions,
  getLogHistogramOptions,
  listEnvironmentsOptions,
  listServicesOptions,
  searchLogsInfiniteOptions,
} from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import type { LogFilter } from '../model/log-search.js';
import type { Range } from '../model/time-range.js';

const PAGE_SIZE = 200;
const SETTLED = { staleTime: Number.POSITIVE_INFINITY, gcTime: 60_000 };

/** The lines of a range, newest first, page by page. A range is read once; a new "now" is a new range. */
export function useLogPages(org: string, filter: LogFilter, range: Range) {
  return useInfiniteQuery({
    ...searchLogsInfiniteOptions({ path: { org }, query: { ...filter, ...range, limit: PAGE_SIZE } }),
    ...SETTLED,
    placeholderData: keepPreviousData,
    initialPageParam: { path: { org } },
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** Lines per bucket and level, whatever levels are chosen, so that switching one asks for nothing. */
export function useHistogram(org: string, filter: LogFilter, range: Range) {
  const { level: _level, traceId: _traceId, ...query } = filter;
  return useQuery({
    ...getLogHistogramOptions({ path: { org }, query: { ...query, ...range } }),
    ...SETTLED,
    placeholderData: keepPreviousData,
  });
}

/** The services and environments that lines may be asked for by name. */
export function useFacets(org: string) {
  const services = useQuery(listServicesOptions({ path: { org }, query: { limit: 200 } })).data?.items ?? [];
  const environments = useQuery(listEnvironmentsOptions({ path: { org }, query: { limit: 200 } })).data?.items ?? [];
  return { services, environments };
}

/** The deployment that a filter or a line names; undefined while loading and when it is not there. */
export function useDeployment(org: string, deploymentId: string | undefined) {
  const { data } = useQuery({
    ...getDeploymentOptions({ path: { org, deploymentId: deploymentId ?? '' } }),
    enabled: deploymentId !== undefined,
    retry: false,
  });
  return data;
}
