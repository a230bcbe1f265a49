import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import {
  getEntitlementsOptions,
  getSubscriptionOptions,
  listAuditEntriesInfiniteOptions,
  listPlansOptions,
} from '../../../shared/api/generated/@tanstack/react-query.gen.js';

export const useEntitlements = (org: string) => useQuery(getEntitlementsOptions({ path: { org } }));
export const useSubscription = (org: string) => useQuery(getSubscriptionOptions({ path: { org } }));
export const usePlans = () => useQuery({ ...listPlansOptions(), staleTime: Number.POSITIVE_INFINITY });

const PAGE_SIZE = 50;

/** The audit log, newest first, page by page. */
export function useAuditLog(org: string) {
  return useInfiniteQuery({
    ...listAuditEntriesInfiniteOptions({ path: { org }, query: { limit: PAGE_SIZE } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
}
