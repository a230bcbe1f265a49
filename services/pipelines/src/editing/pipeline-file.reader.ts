import { Injectable } from '@nestjs/common';
import { OrgTx } from '@throughline/platform';
import { RepositoriesRepository } from '../repositories/repositories.repository.js';
import { BranchFiles } from './branch-files.js';
import type { PipelineFileQuery, PipelineFileResponse } from './editing.dto.js';
import { refuse } from './editing.errors.js';

/** The text of a pipeline file to edit, from the head of a branch. */
@Injectable()
export class PipelineFileReader {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly repositories: RepositoriesRepository,
    private readonly files: BranchFiles,
  ) {}

  async read(orgId: string, repositoryId: string, query: PipelineFileQuery): Promise<PipelineFileResponse> {
    const { path } = query;
    const { repository, pipelineId } = await this.orgTx.run(orgId, async (tx) => {
      const found = await this.repositories.find(tx, repositoryId);
      if (!found) throw refuse('not_found');
      const sql = 'SELECT id FROM pipeline WHERE repository_id = $1 AND path = $2';
      const rows = await tx.query<{ id: string }>(sql, [repositoryId, path]);
      return { repository: found, pipelineId: rows[0]?.id ?? null };
    });
    const branch = query.branch ?? repository.defaultBranch;
    const { commitSha, revision, source } = await this.files.read(repository, branch, path);
    return { repositoryId, repositoryName: repository.name, branch, path, commitSha, revision, source, pipelineId };
  }
}
