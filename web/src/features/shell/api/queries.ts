import { useQuery } from '@tanstack/react-query';
import {
  countApprovalRequestsOptions,
  getMeOptions,
  listIncidentsOptions,
  listMyOrganizationsOptions,
  listProjectsOptions,
} from '../../../shared/api/generated/@tanstack/react-query.gen.js';

/** The signed-in person and their organizations. */
export function useMe() {
  return useQuery({ ...getMeOptions(), staleTime: 60_000 }).data;
}

/** Where the person may go: as a member, or through the organization above. */
export function useMyOrganizations() {
  return useQuery({ ...listMyOrganizationsOptions(), staleTime: 60_000 }).data?.items ?? [];
}

/** The projects of the organization, for the switcher. */
export function useProjects(org: string) {
  return useQuery({ ...listProjectsOptions({ path: { org } }), staleTime: 60_000 }).data?.items ?? [];
}

/** How many requests wait for this person's vote: the number beside the rail entry. */
export function useWaitingApprovals(org: string): number {
  return useQuery(countApprovalRequestsOptions({ path: { org } })).data?.mine ?? 0;
}

/** How many incidents nobody has resolved yet. */
export function useUnresolvedIncidents(org: string): number {
  return useQuery(listIncidentsOptions({ path: { org }, query: { unresolved: true } })).data?.items.length ?? 0;
}
