import { useQuery } from '@tanstack/react-query';
import {
  getPipelineOptions,
  listExecutionsOptions,
  listPipelinesOptions,
  listPipelineVersionsOptions,
  startExecutionMutation,
} from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import type { PipelineType } from '../../../shared/api/generated/types.gen.js';
import { useChange } from '../../../shared/api/use-change.js';

const RECENT = 20;

/** Those of a type, or all. */
export const usePipelines = (org: string, type?: PipelineType) =>
  useQuery(listPipelinesOptions({ path: { org }, ...(type && { query: { type } }) }));

/** One pipeline with its last run. */
export function pipelineOptions(org: string, pipelineId: string) {
  return getPipelineOptions({ path: { org, pipelineId } });
}

export const useVersions = (org: string, pipelineId: string) =>
  useQuery(listPipelineVersionsOptions({ path: { org, pipelineId } }));

/** The newest version of a pipeline, as the only one of its page. */
export const newestVersionOptions = (org: string, pipelineId: string) =>
  listPipelineVersionsOptions({ path: { org, pipelineId }, query: { limit: 1 } });

/** What the newest version of a pipeline asks of who starts it; undefined while that is being read. */
export function useKnownInputs(org: string, pipelineId: string) {
  const { data } = useQuery({ ...newestVersionOptions(org, pipelineId), enabled: pipelineId !== '' });
  return data && (data.items[0]?.inputs ?? []);
}

/** As `useKnownInputs`; nothing while that is being read. */
export const useInputs = (org: string, pipelineId: string) => useKnownInputs(org, pipelineId) ?? [];

export const useRecentRuns = (org: string, pipelineId: string) =>
  useQuery(listExecutionsOptions({ path: { org }, query: { pipelineId, limit: RECENT } }));
export const useStartRun = () =>
  useChange(startExecutionMutation(), { touches: ['listExecutions', 'listPipelines', 'getPipeline'], isInline: true });
