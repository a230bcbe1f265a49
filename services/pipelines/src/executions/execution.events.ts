import { Injectable } from '@nestjs/common';
import {
  pipelinesExecutionFinishedV1,
  pipelinesExecutionStartedV1,
  pipelinesNodeFinishedV1,
} from '@throughline/contracts';
import { Outbox, type Tx } from '@throughline/platform';
import type { Command } from './execution-planner.js';
import type { ExecutionRow, NodeRow } from './execution-rows.js';
import { executionMachine, type ExecutionStatus } from './execution.machine.js';
import { nodeMachine } from './node.machine.js';

type ExecutionMove = Extract<Command, { type: 'move_execution' }> & { durationMs: number };
type Outcome = 'succeeded' | 'failed' | 'errored' | 'cancelled' | 'timed_out' | 'blocked' | 'unknown';

/** Says to the other services what a move means for them. */
@Injectable()
export class ExecutionEvents {
  constructor(private readonly outbox: Outbox) {}

  async executionMoved(tx: Tx, execution: ExecutionRow, move: ExecutionMove): Promise<void> {
    const aggregate = { kind: 'execution', id: execution.id };
    const { number, pipelineId, pipelineName, projectId, commit } = execution;
    const facts = { executionId: execution.id, number, pipelineId, pipelineName, projectId, commit };
    if (move.trigger === 'start') {
      const { repositoryId, trigger, requestedBy } = execution;
      await this.outbox.append(tx, pipelinesExecutionStartedV1, aggregate, {
        ...facts,
        repositoryId,
        trigger,
        requestedBy,
      });
    }
    if (isOutcome(move.to)) {
      const { durationMs, reason } = move;
      await this.outbox.append(tx, pipelinesExecutionFinishedV1, aggregate, {
        ...facts,
        outcome: move.to,
        reason,
        durationMs,
      });
    }
  }

  async nodeMoved(tx: Tx, execution: ExecutionRow, node: NodeRow): Promise<void> {
    if (!nodeMachine.isTerminal(node.status)) return;
    const durationMs = node.startedAt && node.finishedAt ? node.finishedAt.getTime() - node.startedAt.getTime() : 0;
    await this.outbox.append(
      tx,
      pipelinesNodeFinishedV1,
      { kind: 'execution', id: execution.id },
      {
        executionId: execution.id,
        nodeId: node.id,
        nodeKey: node.key,
        kind: node.kind,
        outcome: node.status,
        attempt: node.attempt,
        durationMs,
      },
    );
  }
}

const isOutcome = (status: ExecutionStatus): status is Outcome => executionMachine.isTerminal(status);
