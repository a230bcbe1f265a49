import { useQuery } from '@tanstack/react-query';
import {
  createBranchRuleMutation,
  createRepositoryMutation,
  deleteBranchRuleMutation,
  deleteRepositoryMutation,
  getRepositoryOptions,
  listBranchRulesOptions,
  listPipelinesOptions,
  listPipelineVersionsOptions,
  listRepositoriesOptions,
  listWebhookDeliveriesOptions,
  rotateWebhookSecretMutation,
  updateBranchRuleMutation,
} from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import { useChange } from '../../../shared/api/use-change.js';

const REPOSITORIES = ['listRepositories', 'getRepository'];
const RULES = ['listBranchRules'];

export const useRepositories = (org: string) => useQuery(listRepositoriesOptions({ path: { org } }));
export const useBranchRules = (org: string, repositoryId: string) =>
  useQuery(listBranchRulesOptions({ path: { org, repositoryId } }));
export const useDeliveries = (org: string, repositoryId: string) =>
  useQuery(listWebhookDeliveriesOptions({ path: { org, repositoryId } }));

/** What the newest version of a file of the repository asks of who starts it; undefined while nobody has read one. */
export function useInputsOfFile(org: string, repositoryId: string, path: string) {
  const { data: pipelines } = useQuery(listPipelinesOptions({ path: { org }, query: { limit: 200 } }));
  const pipeline = pipelines?.items.find((one) => one.repositoryId === repositoryId && one.path === path);
  const pipelineId = pipeline?.id ?? '';
  const newest = listPipelineVersionsOptions({ path: { org, pipelineId }, query: { limit: 1 } });
  return useQuery({ ...newest, enabled: pipelineId !== '' }).data?.items[0]?.inputs;
}

export function repositoryOptions(org: string, repositoryId: string) {
  return getRepositoryOptions({ path: { org, repositoryId } });
}

export const useCreateRepository = () =>
  useChange(createRepositoryMutation(), { touches: REPOSITORIES, isInline: true });
export const useDeleteRepository = () =>
  useChange(deleteRepositoryMutation(), {
    touches: ['listRepositories', 'listPipelines'],
    done: 'Repository disconnected',
    isInline: true,
  });
export const useRotateSecret = () => useChange(rotateWebhookSecretMutation(), { touches: [], isInline: true });
export const useCreateBranchRule = () =>
  useChange(createBranchRuleMutation(), { touches: RULES, done: 'Branch rule added', isInline: true });
export const useUpdateBranchRule = () => useChange(updateBranchRuleMutation(), { touches: RULES, isInline: true });
export const useDeleteBranchRule = () =>
  useChange(deleteBranchRuleMutation(), { touches: RULES, done: 'Branch rule removed' });
