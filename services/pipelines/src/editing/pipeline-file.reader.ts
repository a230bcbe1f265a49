import { Injectable } from '@nestjs/common';
import { OrgTx } from '@throughline/platform';
import { PipelinesRepository } from '../definitions/pipelines.repository.js';
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
    private readonly pipelines: PipelinesRepository,
    private readonly files: BranchFiles,
  ) {}

  async read(orgId: string, repositoryId: string, query: PipelineFileQuery): Promise<PipelineFileResponse> {
    const { path } = query;
    const repository = await this.orgTx.run(orgId, (tx) => this.repositories.find(tx, repositoryId));
    if (!repository) throw refuse('not_found');
    const branch = query.branch ?? repository.defaultBranch;
    const { commitSha, revision, source } = await this.files.read(repository, branch, path);
    const known = await this.orgTx.run(orgId, (tx) => this.pipelines.known(tx, { repositoryId, path }, source));
    const { name: repositoryName } = repository;
    return { repositoryId, repositoryName, branch, path, commitSha, revision, source, ...known };
  }
}
