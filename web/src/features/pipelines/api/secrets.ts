import { useQuery } from '@tanstack/react-query';
import {
  createPipelineSecretMutation,
  deletePipelineSecretMutation,
  listPipelineSecretsOptions,
  listProjectsOptions,
  setPipelineSecretMutation,
} from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import { useChange } from '../../../shared/api/use-change.js';

const SECRETS = ['listPipelineSecrets'];

export const useSecrets = (org: string) =>
  useQuery(listPipelineSecretsOptions({ path: { org }, query: { limit: 200 } }));
export const useProjects = (org: string) => useQuery(listProjectsOptions({ path: { org }, query: { limit: 200 } }));
export const useCreateSecret = () =>
  useChange(createPipelineSecretMutation(), { touches: SECRETS, done: 'Secret added', isInline: true });
export const useSetSecret = () =>
  useChange(setPipelineSecretMutation(), { touches: SECRETS, done: 'New value set', isInline: true });
export const useDeleteSecret = () =>
  useChange(deletePipelineSecretMutation(), { touches: SECRETS, done: 'Secret deleted', isInline: true });
