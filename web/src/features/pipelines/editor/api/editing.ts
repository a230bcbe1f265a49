import { keepPreviousData, type QueryClient, useQuery } from '@tanstack/react-query';
import {
  commitPipelineFileMutation,
  getPipelineFileOptions,
  getRepositoryOptions,
  listRepositoriesOptions,
} from '../../../../shared/api/generated/@tanstack/react-query.gen.js';
import { validatePipeline } from '../../../../shared/api/generated/sdk.gen.js';
import { useChange } from '../../../../shared/api/use-change.js';

export type FilePlace = { repositoryId: string; branch?: string | undefined; path?: string | undefined };

/**
 * The text of a pipeline file at the head of a branch. While it is edited nothing fetches it anew: `freshFile` does when
 * the editor is opened, and a save that was too late.
 */
export function pipelineFileOptions(org: string, { repositoryId, branch, path }: FilePlace) {
  return {
    ...getPipelineFileOptions({ path: { org, repositoryId }, query: { branch, path } }),
    ...{ staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false },
  };
}

/** As the repository has it right now. */
export const freshFile = (queryClient: QueryClient, org: string, place: FilePlace) =>
  queryClient.fetchQuery({ ...pipelineFileOptions(org, place), staleTime: 0 });

export const useRepositories = (org: string) => useQuery(listRepositoriesOptions({ path: { org } }));

/** Commits a text. The dialog shows what it is refused for. */
export const useCommitFile = () =>
  useChange(commitPipelineFileMutation(), {
    touches: ['listPipelines', 'getPipeline', 'listPipelineVersions', 'listExecutions'],
    isInline: true,
  });

/**
 * What is wrong with a text, and what is unwise; what was so of the text before, until the answer is there. The names in it
 * are held against the project of the repository, once that is known.
 */
export function useValidation(org: string, source: string, repositoryId: string) {
  const projectId = useQuery(getRepositoryOptions({ path: { org, repositoryId } })).data?.projectId;
  return useQuery({
    queryKey: ['validatePipeline', org, source, projectId],
    queryFn: async ({ signal }) => {
      const body = projectId === undefined ? { source } : { source, projectId };
      const { data } = await validatePipeline({ path: { org }, body, signal, throwOnError: true });
      return data;
    },
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    enabled: source !== '',
    meta: { inlineProblem: true },
  });
}
