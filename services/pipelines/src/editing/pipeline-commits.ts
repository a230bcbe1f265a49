import { Injectable } from '@nestjs/common';
import { Audit, OrgTx, type Principal } from '@throughline/platform';
import { parseDefinition } from '../definitions/definition-parser.js';
import type { PipelineDefinition } from '../definitions/definition.js';
import { DirectoryQueries } from '../directory/directory.queries.js';
import type { Author } from '../git/commit-maker.js';
import { RepositoriesRepository, type RepositoryRow } from '../repositories/repositories.repository.js';
import { authorOf } from './author.js';
import { CommitRecord } from './commit-record.js';
import type { CommitPipelineFileRequest, PipelineCommitResponse } from './editing.dto.js';
import { refuse } from './editing.errors.js';
import { FileCommitter } from './file-committer.js';
import { PipelineDraftsRepository } from './pipeline-drafts.repository.js';

/**
 * Saves what was edited: as a commit of the person in the repository, which is where definitions live, and then as the
 * version that a push of that commit would make. When the service dies in between, the commit is in the repository and
 * nothing here: saving again finds the text in place and makes the version.
 */
@Injectable()
export class PipelineCommits {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly repositories: RepositoriesRepository,
    private readonly directory: DirectoryQueries,
    private readonly committer: FileCommitter,
    private readonly record: CommitRecord,
    private readonly drafts: PipelineDraftsRepository,
    private readonly audit: Audit,
  ) {}

  async commit(
    orgId: string,
    repositoryId: string,
    principal: Principal,
    request: CommitPipelineFileRequest,
  ): Promise<PipelineCommitResponse> {
    const definition = definitionIn(request.source);
    const { repository, author } = await this.about(orgId, repositoryId, principal);
    const { branch, path, source } = request;
    const message = request.message?.trim() || `Edit ${path}`;
    const committed = await this.committer.commit(repository, { ...request, author, message });
    return this.orgTx.run(orgId, async (tx) => {
      const key = { repositoryId, projectId: repository.projectId, path };
      // What is saved is no draft any more.
      await this.drafts.drop(tx, { authorId: principal.id, repositoryId, branch, path });
      const noted = await this.record.note(tx, key, { ...committed, branch, source, said: definition });
      const subject = { action: 'pipeline.edited', resourceKind: 'pipeline', resourceId: noted.pipelineId };
      const after = { repositoryId, branch, path, commitSha: committed.commitSha, version: noted.version };
      await this.audit.record(tx, { ...subject, resourceName: definition.name, after });
      return { ...committed, ...noted, branch, path };
    });
  }

  private about(
    orgId: string,
    repositoryId: string,
    principal: Principal,
  ): Promise<{ repository: RepositoryRow; author: Author }> {
    return this.orgTx.run(orgId, async (tx) => {
      const repository = await this.repositories.find(tx, repositoryId);
      if (!repository) throw refuse('not_found');
      const member = principal.kind === 'user' ? await this.directory.member(tx, principal.id) : undefined;
      return { repository, author: authorOf(principal, member) };
    });
  }
}

/** What the text says. Refuses one with mistakes: a version has none. */
function definitionIn(source: string): PipelineDefinition {
  const parsed = parseDefinition(source);
  if ('definition' in parsed) return parsed.definition;
  const fields = parsed.problems.map(({ line, column, message }) => ({
    pointer: '/source',
    message: `line ${line}, column ${column}: ${message}`,
  }));
  throw refuse('definition_invalid', undefined, fields);
}
