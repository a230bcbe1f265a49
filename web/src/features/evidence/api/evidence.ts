import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import {
  createSigningKeyMutation,
  createWaiverMutation,
  deleteSigningKeyMutation,
  getEvidenceOptions,
  listEvidenceOptions,
  listImagesOptions,
  listRepositoriesOptions,
  listServicesOptions,
  listSigningKeysOptions,
  listWaiversInfiniteOptions,
  revokeWaiverMutation,
} from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import { useChange } from '../../../shared/api/use-change.js';

const WAIVED = ['listWaivers', 'listEvidence', 'getEvidence'];
const KEYS = ['listSigningKeys'];

/** Everything that speaks for or against a run; what a run has of it fits into one page. */
export const useEvidence = (org: string, executionId: string) =>
  useQuery(listEvidenceOptions({ path: { org, executionId }, query: { limit: 200 } }));
export const useImages = (org: string, executionId: string) =>
  useQuery(listImagesOptions({ path: { org, executionId }, query: { limit: 200 } }));
export const useEvidenceDetail = (org: string, evidenceId: string) =>
  useQuery(getEvidenceOptions({ path: { org, evidenceId } }));
export const useSigningKeys = (org: string) => useQuery(listSigningKeysOptions({ path: { org } }));

/** Waivers, newest first, page by page. */
export function useWaivers(org: string) {
  return useInfiniteQuery({
    ...listWaiversInfiniteOptions({ path: { org } }),
    initialPageParam: { path: { org } },
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** Where a waiver can count. */
export const useWaivableRepositories = (org: string) =>
  useQuery(listRepositoriesOptions({ path: { org }, query: { limit: 200 } }));
export const useWaivableServices = (org: string) =>
  useQuery(listServicesOptions({ path: { org }, query: { limit: 200 } }));

export const useWaive = () => useChange(createWaiverMutation(), { touches: WAIVED, done: 'Waived', isInline: true });
export const useRevokeWaiver = () =>
  useChange(revokeWaiverMutation(), { touches: WAIVED, done: 'Waiver revoked', isInline: true });
export const useRegisterKey = () =>
  useChange(createSigningKeyMutation(), { touches: KEYS, done: 'Key registered', isInline: true });
export const useRemoveKey = () =>
  useChange(deleteSigningKeyMutation(), { touches: KEYS, done: 'Key removed', isInline: true });
