import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import {
  cancelExecutionMutation,
  compareExecutionsOptions,
  compareNodeLogsOptions,
  getApprovalOptions,
  getApprovalRequestOptions,
  getExecutionOptions,
  listArtifactsOptions,
  listExecutionsInfiniteOptions,
  listExecutionsOptions,
  listPipelinesOptions,
  listPipelineVersionsOptions,
  pauseExecutionMutation,
  planReplayOptions,
  replayExecutionMutation,
  resumeExecutionMutation,
} from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import { downloadArtifact } from '../../../shared/api/generated/sdk.gen.js';
import type { ArtifactResponse, ExecutionStatus } from '../../../shared/api/generated/types.gen.js';
import { useChange } from '../../../shared/api/use-change.js';
import { saveFile } from '../model/save-file.js';

const PAGE_SIZE = 50;

export type RunFilter = {
  pipelineId?: string | undefined;
  status?: ExecutionStatus | undefined;
  active?: boolean | undefined;
};

/** Runs, newest first, page by page. */
export function useExecutions(org: string, filter: RunFilter) {
  return useInfiniteQuery({
    ...listExecutionsInfiniteOptions({ path: { org }, query: { ...filter, limit: PAGE_SIZE } }),
    initialPageParam: { path: { org } }, // no cursor at all: an empty one is not a cursor
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** One run with its nodes; live hints keep it fresh. */
export function executionOptions(org: string, executionId: string) {
  return getExecutionOptions({ path: { org, executionId } });
}

export const usePipelines = (org: string) => useQuery(listPipelinesOptions({ path: { org } }));
export const useArtifacts = (org: string, executionId: string) =>
  useQuery(listArtifactsOptions({ path: { org, executionId } }));
/** What to do about a failure. */
export const useQuestion = (org: string, approvalId: string) =>
  useQuery(getApprovalRequestOptions({ path: { org, approvalId } }));
export const useApproval = (org: string, approvalId: string) =>
  useQuery(getApprovalOptions({ path: { org, approvalId } }));

/** The text a run was started from; undefined while loading and for a run that was refused before it had a version. */
export function useDefinitionSource(org: string, pipelineId: string, version: number): string | undefined {
  const { data } = useQuery({ ...listPipelineVersionsOptions({ path: { org, pipelineId } }), enabled: version > 0 });
  return data?.items.find((item) => item.version === version)?.source;
}

const RUN = ['getExecution', 'listExecutions', 'getLine'];

export const useCancel = () =>
  useChange(cancelExecutionMutation(), {
    touches: RUN,
    done: 'Cancelling the run',
    isInline: true,
  });

export const usePause = () => useChange(pauseExecutionMutation(), { touches: RUN, done: 'Paused: nothing new begins' });
export const useResume = () => useChange(resumeExecutionMutation(), { touches: RUN, done: 'The run goes on' });

export const useReplay = () =>
  useChange(replayExecutionMutation(), { touches: ['listExecutions', 'listPipelines', 'getPipeline'], isInline: true });

export type ReplayChoice = { from: string[]; failedOnly: boolean };

/** What a replay would do; while the choice changes, what it would have done before. */
export function useReplayPlan(org: string, executionId: string, choice: ReplayChoice & { changed: string[] }) {
  const options = planReplayOptions({ path: { org, executionId }, query: choice });
  return useQuery({ ...options, placeholderData: keepPreviousData, retry: false });
}

/** Two runs side by side. */
export const comparisonOptions = (org: string, leftId: string, rightId: string) =>
  compareExecutionsOptions({ path: { org, executionId: leftId }, query: { with: rightId } });

/** The logs of one node in two runs. */
export const logComparisonOptions = (org: string, of: { nodeKey: string; leftId: string; rightId: string }) =>
  compareNodeLogsOptions({
    path: { org, executionId: of.leftId, nodeKey: of.nodeKey },
    query: { with: of.rightId },
  });

/** The run of the same pipeline before this one, of those that are still near it. */
export function useRunBefore(org: string, { id, pipelineId }: { id: string; pipelineId: string }) {
  const { data } = useQuery({
    ...listExecutionsOptions({ path: { org }, query: { pipelineId, limit: PAGE_SIZE } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const items = data?.items ?? [];
  const at = items.findIndex((run) => run.id === id);
  return at === -1 ? undefined : items[at + 1];
}

/** Fetches an artifact with the session and hands it to the browser as a file. Rejects with a ProblemError. */
export async function saveArtifact(org: string, artifact: ArtifactResponse): Promise<void> {
  const { data } = await downloadArtifact({ path: { org, artifactId: artifact.id }, parseAs: 'blob' });
  saveFile(data, artifact.fileName);
}
