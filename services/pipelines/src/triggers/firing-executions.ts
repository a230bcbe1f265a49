import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import type { Inputs } from '../definitions/inputs.rules.js';
import { ExecutionCreator } from '../engine/execution-creator.js';
import { ruleFor } from '../repositories/branch.rules.js';
import { BranchRulesService } from '../repositories/branch-rules.service.js';
import type { FiringRow } from './firings.repository.js';
import type { Head } from './head-reader.js';
import { InputAdmission } from './input-admission.js';
import { inputsOfRun, nodesIn, type Resolved } from './trigger-inputs.rules.js';

const RUN_BEFORE = `SELECT e.inputs, coalesce((SELECT jsonb_object_agg(n.key, jsonb_build_object('outputs', n.outputs))
    FROM node n WHERE n.execution_id = e.id AND n.status = 'succeeded' AND n.key = ANY($2::text[])), '{}') AS nodes
  FROM execution e WHERE e.id = $1`;

interface RunBefore {
  inputs: Inputs;
  nodes: Record<string, { outputs: Record<string, string> }>;
}

/** Makes the executions of what has fired, with what it gives them. */
@Injectable()
export class FiringExecutions {
  constructor(
    private readonly creator: ExecutionCreator,
    private readonly rules: BranchRulesService,
    private readonly inputs: InputAdmission,
  ) {}

  /** As `ExecutionCreator` says. */
  nextNumber(orgId: string): Promise<number> {
    return this.creator.nextNumber(orgId);
  }

  /** Makes it; or a sentence why it is not made: what is given is not what the pipeline asks for at this commit. */
  async create(
    tx: Tx,
    firing: FiringRow,
    head: Head,
    numbered: { orgId: string; number: number },
  ): Promise<{ executionId: string } | { refusal: string }> {
    const given = await this.inputs.admit(tx, head.source, () => this.given(tx, firing));
    if ('refusal' in given) return given;
    const { repositoryId, projectId, cloneUrl, pipelinePath, branch, actorId: userId, actorName: name } = firing;
    const rule = ruleFor(await this.rules.all(tx, repositoryId), branch);
    const executionId = await this.creator.create(tx, {
      ...{ ...numbered, ...head, ...given, repositoryId, projectId, cloneUrl, pipelinePath },
      // Only a rule makes a branch deployable, whatever starts it.
      deployable: rule?.deployable ?? false,
      ...{ trigger: triggerOf(firing), receiptId: null, requestedBy: { userId, name } },
    });
    return { executionId };
  }

  private async given(tx: Tx, { upstreamExecutionId, inputs }: FiringRow): Promise<Resolved> {
    if (upstreamExecutionId === null || Object.keys(inputs).length === 0) return { inputs };
    const [before] = await tx.query<RunBefore>(RUN_BEFORE, [upstreamExecutionId, nodesIn(inputs)]);
    return inputsOfRun(inputs, { inputs: before?.inputs ?? {}, nodes: new Map(Object.entries(before?.nodes ?? {})) });
  }
}

function triggerOf({ scheduleId, hookTriggerId }: FiringRow): 'schedule' | 'hook' | 'pipeline' {
  if (scheduleId !== null) return 'schedule';
  return hookTriggerId === null ? 'pipeline' : 'hook';
}
