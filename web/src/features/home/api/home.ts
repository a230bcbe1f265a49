import { useQuery } from '@tanstack/react-query';
import {
  getBoardOptions,
  getOverviewOptions,
  getProfileOptions,
  listApprovalRequestsOptions,
  listDeploymentsOptions,
  listExecutionsOptions,
  listHostsOptions,
  listIncidentsOptions,
  listPipelinesOptions,
  listRepositoriesOptions,
  updateProfileMutation,
} from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import { useChange } from '../../../shared/api/use-change.js';

/** What may be broken: unresolved incidents, pipelines with their last run, and the board. */
export function useTrouble(org: string) {
  const incidents = useQuery(listIncidentsOptions({ path: { org }, query: { unresolved: true } }));
  const pipelines = useQuery(listPipelinesOptions({ path: { org } }));
  const board = useQuery(getBoardOptions({ path: { org } }));
  return { incidents, pipelines, board };
}

/** Requests of every kind that nobody has decided yet, mine and others'. */
export function usePendingApprovals(org: string) {
  return useQuery(listApprovalRequestsOptions({ path: { org }, query: { state: 'pending' } }));
}

/** Runs and deployments on their way. */
export function useMoving(org: string) {
  const executions = useQuery(listExecutionsOptions({ path: { org }, query: { active: true } }));
  const deployments = useQuery(listDeploymentsOptions({ path: { org }, query: { active: true } }));
  return { executions: executions.data?.items ?? [], deployments: deployments.data?.items ?? [] };
}

/** The last 24 hours in buckets, and what was deployed in them. */
export function useOverview(org: string) {
  return useQuery(getOverviewOptions({ path: { org } }));
}

/** Whether the person has put the first-run steps away; so as long as that is not known. */
export function useFirstRunHidden(): boolean {
  const { data, isPending } = useQuery(getProfileOptions());
  return data?.onboardingCompleted ?? isPending;
}

export const useHideFirstRun = () =>
  useChange(updateProfileMutation(), {
    touches: ['getProfile'],
    done: 'The first steps are hidden. Preferences bring them back',
  });

/** What the first-run steps tick from. */
export function useInstalled(org: string) {
  const repositories = useQuery(listRepositoriesOptions({ path: { org } }));
  const hosts = useQuery(listHostsOptions({ path: { org } }));
  return { repositories: repositories.data?.items, hosts: hosts.data?.items };
}
