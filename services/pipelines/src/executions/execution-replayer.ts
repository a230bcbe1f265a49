import { Injectable } from '@nestjs/common';
import { actorOf, Audit, OrgTx, type Principal } from '@throughline/platform';
import { ExecutionCreator } from '../engine/execution-creator.js';
import { ruleFor } from '../repositories/branch.rules.js';
import { BranchRulesService } from '../repositories/branch-rules.service.js';
import type { ExecutionSummaryResponse } from './executions.dto.js';
import { refuse } from './executions.errors.js';
import { ExecutionsQueries } from './executions.queries.js';

/** Runs what an execution ran: the same commit by the same version of its pipeline. */
@Injectable()
export class ExecutionReplayer {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly queries: ExecutionsQueries,
    private readonly rules: BranchRulesService,
    private readonly creator: ExecutionCreator,
    private readonly audit: Audit,
  ) {}

  /** What may be deployed is asked anew: the branch's rule of today counts, and not the one of then. */
  async replay(orgId: string, executionId: string, principal: Principal): Promise<ExecutionSummaryResponse> {
    const number = await this.creator.nextNumber(orgId);
    return this.orgTx.run(orgId, async (tx) => {
      const recorded = await this.queries.recorded(tx, executionId);
      if (!recorded) throw refuse('not_found');
      const { versionId, source, isRemoved, ...of } = recorded;
      if (isRemoved) throw refuse('repository_removed');
      if (versionId === null || source === null) throw refuse('nothing_to_replay');
      const rule = ruleFor(await this.rules.all(tx, of.repositoryId), of.commit.branch);
      const newId = await this.creator.replay(tx, {
        ...{ ...of, orgId, number, versionId, source, replayOf: executionId },
        ...{ deployable: rule?.deployable ?? false, requestedBy: actorOf(principal) },
      });
      const summary = await this.queries.summary(tx, newId);
      if (!summary) throw refuse('not_found');
      const subject = { action: 'execution.replayed', resourceKind: 'execution', resourceId: newId };
      const after = { replayOf: executionId, commitSha: of.commit.sha };
      await this.audit.record(tx, { ...subject, after, resourceName: `${summary.pipelineName} #${summary.number}` });
      return summary;
    });
  }
}
