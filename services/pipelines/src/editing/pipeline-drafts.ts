import { Injectable } from '@nestjs/common';
import { cursorKey, OrgTx, type Page, type PageQuery, type Principal, toPage, type Tx } from '@throughline/platform';
import { MAX_SOURCE_BYTES } from '../definitions/definition.js';
import { RepositoriesRepository } from '../repositories/repositories.repository.js';
import { refuse } from './editing.errors.js';
import type {
  FilePlaceQuery,
  KeepPipelineDraftRequest,
  PipelineDraftResponse,
  PipelineDraftSummaryResponse,
} from './pipeline-drafts.dto.js';
import {
  type Draft,
  type DraftPlace,
  type DraftSummary,
  PipelineDraftsRepository,
} from './pipeline-drafts.repository.js';

/**
 * What somebody edits and has not saved, kept for them alone, so that another device goes on with it. No fact of the audit
 * log: nobody sees it, and what is saved of it is a commit with a fact of its own.
 */
@Injectable()
export class PipelineDrafts {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly repositories: RepositoriesRepository,
    private readonly drafts: PipelineDraftsRepository,
  ) {}

  async list(orgId: string, { id }: Principal, query: PageQuery): Promise<Page<PipelineDraftSummaryResponse>> {
    const before = cursorKey(query.cursor, 1)?.[0]?.toString();
    const rows = await this.orgTx.run(orgId, (tx) => this.drafts.list(tx, id, before, query.limit));
    return toPage(rows, query.limit, (row) => [row.id], dated);
  }

  async find(
    orgId: string,
    repositoryId: string,
    { id: authorId }: Principal,
    { branch, path }: FilePlaceQuery,
  ): Promise<{ draft: PipelineDraftResponse | null }> {
    const found = await this.orgTx.run(orgId, async (tx) => {
      await this.findRepository(tx, repositoryId);
      return this.drafts.find(tx, { authorId, repositoryId, branch, path });
    });
    return { draft: found ? dated(found) : null };
  }

  /** Throws AppError: another text is kept than the one that this follows, or it is too large. */
  async keep(
    orgId: string,
    repositoryId: string,
    { id: authorId }: Principal,
    request: KeepPipelineDraftRequest,
  ): Promise<PipelineDraftResponse> {
    if (Buffer.byteLength(request.text) > MAX_SOURCE_BYTES) throw refuse('draft_too_large');
    const { branch, path } = request;
    const place: DraftPlace = { authorId, repositoryId, branch, path };
    return this.orgTx.run(orgId, async (tx) => {
      await this.findRepository(tx, repositoryId);
      if (!(await this.drafts.keep(tx, place, request))) throw refuse('draft_elsewhere');
      await this.drafts.dropBeyondMost(tx, authorId);
      const kept = await this.drafts.find(tx, place);
      if (!kept) throw new Error('a draft that was kept is not there');
      return dated(kept);
    });
  }

  async drop(
    orgId: string,
    repositoryId: string,
    { id: authorId }: Principal,
    { branch, path }: FilePlaceQuery,
  ): Promise<void> {
    await this.orgTx.run(orgId, async (tx) => {
      await this.findRepository(tx, repositoryId);
      await this.drafts.drop(tx, { authorId, repositoryId, branch, path });
    });
  }

  private async findRepository(tx: Tx, repositoryId: string): Promise<void> {
    if (!(await this.repositories.find(tx, repositoryId))) throw refuse('not_found');
  }
}

const dated = <T extends Draft | DraftSummary>(draft: T): Omit<T, 'keptAt'> & { keptAt: string } => ({
  ...draft,
  keptAt: draft.keptAt.toISOString(),
});
