import { keepPreviousData, useQuery } from '@tanstack/react-query';
import {
  getPipelineRetentionOptions,
  previewPipelineRetentionOptions,
  setPipelineRetentionMutation,
} from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import { useChange } from '../../../shared/api/use-change.js';

export type RetentionDays = { artifactDays: number | null; logDays: number | null };

export const useRetention = (org: string) => useQuery(getPipelineRetentionOptions({ path: { org } }));

/** What would be removed now; asked for where something is not kept for ever. */
export const useRetentionPreview = (org: string, { artifactDays, logDays }: RetentionDays) =>
  useQuery({
    ...previewPipelineRetentionOptions({
      path: { org },
      query: { artifactDays: artifactDays ?? undefined, logDays: logDays ?? undefined },
    }),
    enabled: artifactDays !== null || logDays !== null,
    placeholderData: keepPreviousData,
  });

export const useSetRetention = () =>
  useChange(setPipelineRetentionMutation(), {
    touches: ['getPipelineRetention', 'previewPipelineRetention'],
    done: 'Retention saved',
    isInline: true,
  });
