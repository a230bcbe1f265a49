import { Injectable } from '@nestjs/common';
import { actorOf, Audit, combined, type Principal, SharedOrgTx, together } from '@throughline/platform';
import { parseDefinition } from '../definitions/definition-parser.js';
import type { Resumed } from '../engine/checkpoints.js';
import { ExecutionCreator } from '../engine/execution-creator.js';
import type { ExecutionSummaryResponse } from '../executions/executions.dto.js';
import { ExecutionsQueries } from '../executions/executions.queries.js';
import { type PreparedReplay, ReplayPreparation } from './replay-preparation.js';
import type { ReplayExecutionRequest, ReplayPlanQuery, ReplayPlanResponse } from './replays.dto.js';
import { refuse } from './replays.errors.js';

/** Runs again what an execution ran: the same commit by the same version of its pipeline, all of it or from nodes on. */
@Injectable()
export class ReplaysService {
  constructor(
    private readonly sharedTx: SharedOrgTx,
    private readonly preparation: ReplayPreparation,
    private readonly executions: ExecutionsQueries,
    private readonly creator: ExecutionCreator,
    private readonly audit: Audit,
  ) {}

  /** What a replay would do, and what is to be known about it. Changes nothing. */
  plan(orgId: string, executionId: string, query: ReplayPlanQuery): Promise<ReplayPlanResponse> {
    return this.sharedTx.run(orgId, async (tx) => {
      const asked = { ...choiceOf(query), changedInputs: () => query.changed ?? [] };
      const { execution, nodes, plan, warnings } = await this.preparation.prepare(tx, executionId, asked);
      const parsed = parseDefinition(execution.source);
      return {
        nodes: nodes.map(({ key, definition: { name, kind }, status }) => {
          return { key, name, kind, status, again: plan.again.get(key) ?? null };
        }),
        warnings,
        inputs: 'definition' in parsed ? parsed.definition.inputs : [],
        values: execution.inputs,
      };
    });
  }

  /** The new execution. What is not done again is in it as it ended, with its artifacts and evidence. */
  async replay(
    orgId: string,
    executionId: string,
    principal: Principal,
    request: ReplayExecutionRequest,
  ): Promise<ExecutionSummaryResponse> {
    const { from, failedOnly } = choiceOf(request);
    const inputs = request.inputs ?? {};
    const number = await this.creator.nextNumber(orgId);
    return this.sharedTx.run(orgId, async (tx) => {
      const prepared = await this.preparation.prepare(tx, executionId, {
        ...{ from, failedOnly },
        changedInputs: (recorded) => Object.keys(inputs).filter((name) => recorded[name] !== inputs[name]),
      });
      const { changedInputs } = prepared.choice;
      const { isRemoved: _isRemoved, replayOfNumber: _number, status: _status, ...of } = prepared.execution;
      const newId = await this.creator.replay(tx, {
        ...{ ...of, orgId, number, replayOf: executionId, resumed: resumedOf(prepared) },
        ...{ inputs: of.inputs, changed: inputs, deployable: prepared.choice.deployable.now },
        requestedBy: actorOf(principal),
      });
      const subject = { action: 'execution.replayed', resourceKind: 'execution', resourceId: newId };
      const after = { replayOf: executionId, commitSha: of.commit.sha, from, failedOnly, changedInputs };
      const [summary] = await together([
        this.executions.summary(tx, newId),
        this.note(tx, { executionId: newId, prepared }),
        this.audit.record(tx, { ...subject, after, resourceName: `${of.pipeline.name} #${number}` }),
      ]);
      if (!summary) throw refuse('not_found');
      return summary;
    });
  }

  private readonly note = combined<Noted, void>(async (tx, noted) => {
    const choices = noted.map(({ prepared }) => prepared.choice);
    await tx.query(
      `INSERT INTO replay (org_id, execution_id, from_nodes, failed_only, changed_inputs, warnings)
       SELECT $1, id, nodes::jsonb, is_failed_only, inputs::jsonb, warnings::jsonb
         FROM unnest($2::uuid[], $3::text[], $4::boolean[], $5::text[], $6::text[])
           AS d (id, nodes, is_failed_only, inputs, warnings)`,
      [
        tx.orgId,
        noted.map(({ executionId }) => executionId),
        choices.map(({ from }) => JSON.stringify(from)),
        choices.map(({ failedOnly }) => failedOnly),
        choices.map(({ changedInputs }) => JSON.stringify(changedInputs)),
        noted.map(({ prepared: { warnings } }) => JSON.stringify(warnings)),
      ],
    );
    return noted.map(() => undefined);
  });
}

interface Noted {
  executionId: string;
  prepared: PreparedReplay;
}

/** What is left out may be null as well. */
const choiceOf = ({ from, failedOnly }: ReplayPlanQuery): { from: string[]; failedOnly: boolean } => ({
  ...{ from: from ?? [], failedOnly: failedOnly ?? false },
});

function resumedOf({ nodes, plan }: PreparedReplay): Resumed {
  const kept = nodes.filter(({ key }) => !plan.again.has(key));
  return {
    checkpoints: new Map(
      kept.map(({ key, nodeId, status, attempt, outputs, startedAt }) => [
        key,
        { nodeId, status, attempt, outputs, startedAt },
      ]),
    ),
    waits: plan.waits,
  };
}
