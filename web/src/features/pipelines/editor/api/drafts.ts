import { useInfiniteQuery } from '@tanstack/react-query';
import { listPipelineDraftsInfiniteOptions } from '../../../../shared/api/generated/@tanstack/react-query.gen.js';
import { dropPipelineDraft, findPipelineDraft, keepPipelineDraft } from '../../../../shared/api/generated/sdk.gen.js';
import type { PipelineDraftResponse } from '../../../../shared/api/generated/types.gen.js';
import { ProblemError } from '../../../../shared/api/problem-error.js';
import type { DraftServer } from '../model/draft-keeper.js';
import type { DraftPlace, KeptDraft } from '../model/kept-draft.js';

/** What the installation keeps of a file for the person who edits it. */
export function draftServer({ org, repositoryId, branch, path }: DraftPlace): DraftServer {
  const place = { path: { org, repositoryId }, throwOnError: true as const };
  return {
    async find() {
      const { data } = await findPipelineDraft({ ...place, query: { branch, path } });
      return data.draft ? draftIn(data.draft) : undefined;
    },
    async keep({ text, revision, version, id: follows }) {
      try {
        const { data } = await keepPipelineDraft({
          ...place,
          body: { branch, path, text, revision, version, follows },
        });
        return draftIn(data);
      } catch (error) {
        if (error instanceof ProblemError && error.code === 'draft_elsewhere') return undefined;
        throw error;
      }
    },
    async drop() {
      await dropPipelineDraft({ ...place, query: { branch, path } });
    },
  };
}

const draftIn = ({ id, text, revision, version, keptAt }: PipelineDraftResponse): KeptDraft => ({
  ...{ id, text, revision, version, at: keptAt },
});

/** What the person has not saved, of every file, the newest first. */
export function useDrafts(org: string) {
  return useInfiniteQuery({
    ...listPipelineDraftsInfiniteOptions({ path: { org } }),
    initialPageParam: { path: { org } },
    getNextPageParam: (page) => page.nextCursor,
  });
}
