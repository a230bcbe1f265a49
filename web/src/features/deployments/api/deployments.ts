import { useQuery } from '@tanstack/react-query';
import {
  getBoardOptions,
  getDeploymentOptions,
  listDeploymentsOptions,
  listReleasesOptions,
  listServicesOptions,
  previewPromotionOptions,
  promoteMutation,
  rollBackDeploymentMutation,
} from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import { useChange } from '../../../shared/api/use-change.js';

const RECENT = 30;
const TOUCHED = ['getBoard', 'listDeployments', 'getDeployment', 'previewPromotion', 'listReleases', 'getLine'];

/** A service's place in an environment: what the board has a cell for. */
export type Slot = { serviceId: string; environmentId: string };
export type PromotionPath = { serviceId: string; fromEnvironmentId: string; toEnvironmentId: string };

export const useBoard = (org: string) => useQuery(getBoardOptions({ path: { org } }));
export const useServices = (org: string) => useQuery(listServicesOptions({ path: { org } }));
export const useReleases = (org: string, serviceId: string) =>
  useQuery(listReleasesOptions({ path: { org }, query: { serviceId } }));

/** What was deployed to a slot, newest first. */
export function useHistory(org: string, slot: Slot) {
  return useQuery(listDeploymentsOptions({ path: { org }, query: { ...slot, limit: RECENT } }));
}

/** One deployment with its targets, its log and its release. */
export function deploymentOptions(org: string, deploymentId: string) {
  return getDeploymentOptions({ path: { org, deploymentId } });
}

/** What a promotion would do. Always asked anew: it is what the person agrees to. */
export function usePreview(org: string, path: PromotionPath) {
  return useQuery({ ...previewPromotionOptions({ path: { org }, query: path }), staleTime: 0 });
}

export const usePromote = () =>
  useChange(promoteMutation(), { touches: TOUCHED, done: 'Promotion started', isInline: true });
export const useRollBack = () =>
  useChange(rollBackDeploymentMutation(), { touches: TOUCHED, done: 'Rollback started', isInline: true });
