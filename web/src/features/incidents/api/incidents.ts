import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import {
  acknowledgeIncidentMutation,
  addIncidentNoteMutation,
  getDeploymentOptions,
  getIncidentOptions,
  listDeploymentsOptions,
  listIncidentsInfiniteOptions,
  resolveIncidentMutation,
  rollBackDeploymentMutation,
} from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import type { DeploymentSummaryResponse } from '../../../shared/api/generated/types.gen.js';
import { useChange } from '../../../shared/api/use-change.js';
import { type IncidentSearch, toQuery } from '../model/incident-filter.js';

const PAGE_SIZE = 100;
const SHOWN_IN = ['getIncident', 'listIncidents', 'getLine', 'getBoard'];

/** Incidents, newest first, page by page. */
export function useIncidents(org: string, search: IncidentSearch) {
  return useInfiniteQuery({
    ...listIncidentsInfiniteOptions({ path: { org }, query: { ...toQuery(search), limit: PAGE_SIZE } }),
    initialPageParam: { path: { org } },
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** One incident with its suspects and its timeline; live hints keep it fresh. */
export function incidentOptions(org: string, incidentId: string) {
  return getIncidentOptions({ path: { org, incidentId } });
}

/** The latest deployments by id, to call suspects by number and version without asking for each. */
export function useDeploymentNames(org: string): ReadonlyMap<string, DeploymentSummaryResponse> {
  const { data } = useQuery(listDeploymentsOptions({ path: { org }, query: { limit: PAGE_SIZE } }));
  return new Map((data?.items ?? []).map((item) => [item.id, item]));
}

export const useSuspectedDeployment = (org: string, deploymentId: string) =>
  useQuery(getDeploymentOptions({ path: { org, deploymentId } }));

export const useAcknowledge = () =>
  useChange(acknowledgeIncidentMutation(), { touches: SHOWN_IN, done: 'Incident acknowledged' });

export const useResolve = () =>
  useChange(resolveIncidentMutation(), { touches: SHOWN_IN, done: 'Incident resolved', isInline: true });

export const useAddNote = () => useChange(addIncidentNoteMutation(), { touches: ['getIncident'], isInline: true });

export const useRollBack = () =>
  useChange(rollBackDeploymentMutation(), {
    touches: [...SHOWN_IN, 'getDeployment', 'listDeployments'],
    done: 'Rolling back',
    isInline: true,
  });
