import { type InfiniteData, useInfiniteQuery, type UseInfiniteQueryResult, useQuery } from '@tanstack/react-query';
import {
  createOrganizationSecretMutation,
  createOrganizationVariableMutation,
  createPipelineSecretMutation,
  createVariableMutation,
  deleteOrganizationSecretMutation,
  deleteOrganizationVariableMutation,
  deletePipelineSecretMutation,
  deleteVariableMutation,
  listPipelineSecretsInfiniteOptions,
  listProjectsOptions,
  listVariablesInfiniteOptions,
  listVariableVersionsInfiniteOptions,
  restrictOrganizationSecretMutation,
  setOrganizationSecretMutation,
  setOrganizationVariableMutation,
  setPipelineSecretMutation,
  setVariableMutation,
} from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import { useChange } from '../../../shared/api/use-change.js';
import { listQuery, type NamedValue } from '../model/named-value.js';

type Page = { items: NamedValue[]; nextCursor: string | null };
export type ValuePages = UseInfiniteQueryResult<InfiniteData<Page>, unknown>;

const SECRETS = { touches: ['listPipelineSecrets'], isInline: true };
const VARIABLES = { touches: ['listVariables', 'listVariableVersions'], isInline: true };

export const useProjects = (org: string) => useQuery(listProjectsOptions({ path: { org }, query: { limit: 200 } }));

/** Page by page, the newest first. */
export function useVariables(org: string, of: string | undefined): ValuePages {
  const query = { ...listQuery(of), limit: 100 };
  return useInfiniteQuery({
    ...listVariablesInfiniteOptions({ path: { org }, query }),
    initialPageParam: { path: { org }, query },
    getNextPageParam: (page) => page.nextCursor,
  });
}

export function useSecrets(org: string, of: string | undefined): ValuePages {
  const query = { ...listQuery(of), limit: 100 };
  return useInfiniteQuery({
    ...listPipelineSecretsInfiniteOptions({ path: { org }, query }),
    initialPageParam: { path: { org }, query },
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** What a variable was, the newest first. */
export function useVersions(org: string, variableId: string) {
  const query = { limit: 20 };
  return useInfiniteQuery({
    ...listVariableVersionsInfiniteOptions({ path: { org, variableId }, query }),
    initialPageParam: { path: { org, variableId }, query },
    getNextPageParam: (page) => page.nextCursor,
  });
}

export const useCreateVariable = () => useChange(createVariableMutation(), { ...VARIABLES, done: 'Variable added' });
export const useShareVariable = () =>
  useChange(createOrganizationVariableMutation(), { ...VARIABLES, done: 'Variable added' });
export const useSetVariable = () => useChange(setVariableMutation(), { ...VARIABLES, done: 'New value set' });
export const useSetSharedVariable = () =>
  useChange(setOrganizationVariableMutation(), { ...VARIABLES, done: 'New value set' });
export const useDeleteVariable = () => useChange(deleteVariableMutation(), { ...VARIABLES, done: 'Variable deleted' });
export const useDeleteSharedVariable = () =>
  useChange(deleteOrganizationVariableMutation(), { ...VARIABLES, done: 'Variable deleted' });

export const useCreateSecret = () => useChange(createPipelineSecretMutation(), { ...SECRETS, done: 'Secret added' });
export const useShareSecret = () => useChange(createOrganizationSecretMutation(), { ...SECRETS, done: 'Secret added' });
export const useSetSecret = () => useChange(setPipelineSecretMutation(), { ...SECRETS, done: 'New value set' });
export const useSetSharedSecret = () =>
  useChange(setOrganizationSecretMutation(), { ...SECRETS, done: 'New value set' });
export const useRestrictSecret = () =>
  useChange(restrictOrganizationSecretMutation(), { ...SECRETS, done: 'Projects changed' });
export const useDeleteSecret = () => useChange(deletePipelineSecretMutation(), { ...SECRETS, done: 'Secret deleted' });
export const useDeleteSharedSecret = () =>
  useChange(deleteOrganizationSecretMutation(), { ...SECRETS, done: 'Secret deleted' });
