import { Injectable } from '@nestjs/common';
import type { Commit } from '@throughline/contracts';
import { actorOf, Audit, type Principal, SharedOrgTx } from '@throughline/platform';
import { GitError } from '../git/git-command.js';
import { GitMirror } from '../git/git-mirror.js';
import { ruleFor } from '../repositories/branch.rules.js';
import { BranchRulesService } from '../repositories/branch-rules.service.js';
import { RepositoriesRepository } from '../repositories/repositories.repository.js';
import { ExecutionCreator } from '../engine/execution-creator.js';
import type { ExecutionSummaryResponse, StartExecutionRequest } from './executions.dto.js';
import { refuse } from './executions.errors.js';
import { ExecutionsQueries } from './executions.queries.js';

interface StartablePipeline {
  repositoryId: string;
  projectId: string;
  cloneUrl: string;
  path: string;
  defaultBranch: string;
}

/** Starts executions by hand: at the head of a branch, or at a commit that is on it. */
@Injectable()
export class ExecutionStarter {
  constructor(
    private readonly sharedTx: SharedOrgTx,
    private readonly repositories: RepositoriesRepository,
    private readonly rules: BranchRulesService,
    private readonly mirror: GitMirror,
    private readonly creator: ExecutionCreator,
    private readonly queries: ExecutionsQueries,
    private readonly audit: Audit,
  ) {}

  async start(
    orgId: string,
    pipelineId: string,
    principal: Principal,
    request: StartExecutionRequest,
  ): Promise<ExecutionSummaryResponse> {
    const pipeline = await this.pipeline(orgId, pipelineId);
    const branch = request.branch ?? pipeline.defaultBranch;
    const { commit, source } = await this.read(pipeline, branch, request.commitSha);
    const number = await this.creator.nextNumber(orgId);
    return this.sharedTx.run(orgId, async (tx) => {
      const rule = ruleFor(await this.rules.all(tx, pipeline.repositoryId), branch);
      const executionId = await this.creator.create(tx, {
        orgId,
        number,
        repositoryId: pipeline.repositoryId,
        cloneUrl: pipeline.cloneUrl,
        projectId: pipeline.projectId,
        pipelinePath: pipeline.path,
        source,
        commit,
        // Only a rule makes a branch deployable, whoever starts it.
        deployable: rule?.deployable ?? false,
        trigger: 'manual',
        receiptId: null,
        inputs: request.inputs ?? {},
        requestedBy: actorOf(principal),
      });
      const summary = await this.queries.summary(tx, executionId);
      if (!summary) throw refuse('not_found');
      const after = { pipelineId, branch, commitSha: commit.sha };
      const subject = { action: 'execution.started', resourceKind: 'execution', resourceId: executionId };
      await this.audit.record(tx, { ...subject, after, resourceName: `${summary.pipelineName} #${summary.number}` });
      return summary;
    });
  }

  private async pipeline(orgId: string, pipelineId: string): Promise<StartablePipeline> {
    return this.sharedTx.run(orgId, async (tx) => {
      const rows = await tx.query<{ repository_id: string; path: string }>(
        'SELECT repository_id, path FROM pipeline WHERE id = $1',
        [pipelineId],
      );
      const row = rows[0];
      if (!row) throw refuse('not_found');
      const repository = await this.repositories.find(tx, row.repository_id);
      if (!repository) throw refuse('repository_removed');
      const { id: repositoryId, projectId, cloneUrl, defaultBranch } = repository;
      return { repositoryId, projectId, cloneUrl, defaultBranch, path: row.path };
    });
  }

  private async read(
    pipeline: StartablePipeline,
    branch: string,
    wanted: string | undefined,
  ): Promise<{ commit: Commit; source: string | undefined }> {
    const { repositoryId: id, cloneUrl, path } = pipeline;
    try {
      await this.mirror.fetch({ id, cloneUrl });
      const head = await this.mirror.headOf(id, branch);
      if (head === undefined) throw refuse('branch_missing');
      const sha = wanted ?? head;
      // A commit that is not on the branch would run under the branch's rule without ever having been pushed to it.
      if (!(await this.mirror.isOnBranch(id, sha, branch))) throw refuse('commit_not_on_branch');
      const commit = await this.mirror.commit(id, sha, branch);
      if (!commit) throw refuse('commit_not_on_branch');
      return { commit, source: await this.mirror.readFile(id, sha, path) };
    } catch (error) {
      if (error instanceof GitError) throw refuse('repository_unreachable', error.message);
      throw error;
    }
  }
}
