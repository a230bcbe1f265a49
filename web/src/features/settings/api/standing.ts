import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import {
  deleteOrganizationMutation,
  getStandingOptions,
  keepOrganizationMutation,
  listImpersonationsInfiniteOptions,
} from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import { useChange } from '../../../shared/api/use-change.js';

const STANDING = ['getStanding', 'getCapabilities'];
const PAGE_SIZE = 50;

export const useStanding = (org: string) => useQuery(getStandingOptions({ path: { org } }));
export const useDeleteOrganization = () =>
  useChange(deleteOrganizationMutation(), { touches: STANDING, done: 'Deletion scheduled', isInline: true });
export const useKeepOrganization = () =>
  useChange(keepOrganizationMutation(), { touches: STANDING, done: 'The organization stays' });

/** Who of the installation's people acted as a member, newest first, page by page. */
export function useImpersonations(org: string) {
  return useInfiniteQuery({
    ...listImpersonationsInfiniteOptions({ path: { org }, query: { limit: PAGE_SIZE } }),
    initialPageParam: { path: { org } }, // no cursor at all: an empty one is not a cursor
    getNextPageParam: (page) => page.nextCursor,
  });
}
