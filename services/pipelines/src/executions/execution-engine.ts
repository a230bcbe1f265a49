import { Injectable } from '@nestjs/common';
import type { Actor } from '@throughline/contracts';
import { currentContext, fp, LiveHub, type Tx } from '@throughline/platform';
import { type Command, type ExecutionEvent, planExecution } from './execution-planner.js';
import type { ExecutionRow, NodeRow } from './execution-rows.js';
import { ExecutionEvents } from './execution.events.js';
import { ExecutionsRepository } from './executions.repository.js';
import { NodeEffects } from './node-effects.js';

const SYSTEM: Actor = { userId: null, name: 'Throughline' };

/** Applies what the planner says, in the caller's transaction: states, state events, effects and outbox rows together. */
@Injectable()
export class ExecutionEngine {
  constructor(
    private readonly repository: ExecutionsRepository,
    private readonly effects: NodeEffects,
    private readonly events: ExecutionEvents,
    private readonly live: LiveHub,
  ) {}

  /**
   * Brings an event to an execution. Resolves to false when it does not apply any more: a late answer, a second one.
   * An effect that cannot be had (an output that is missing) becomes an error of its node in the same transaction.
   * @param actor who caused it; by default the person of the request, or the product itself
   */
  async apply(tx: Tx, executionId: string, event: ExecutionEvent, actor?: Actor): Promise<boolean> {
    const by = actor ?? currentContext()?.actor ?? SYSTEM;
    const waiting: ExecutionEvent[] = [event];
    let applied = false;
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const execution = await this.repository.lock(tx, executionId);
      if (!execution) return false;
      const nodes = await this.repository.nodes(tx, executionId);
      const plan = planExecution({ ...execution, nodes: nodes.map(plannedNode) }, next);
      if (plan.refused) continue;
      applied = true;
      for (const command of plan.commands) waiting.push(...(await this.perform(tx, execution, command, by)));
      fp('engine.after_commands');
    }
    if (applied) await this.live.changed(tx, 'execution', executionId);
    return applied;
  }

  /** Carries out one command; resolves to the events that it leads to. */
  private async perform(tx: Tx, execution: ExecutionRow, command: Command, actor: Actor): Promise<ExecutionEvent[]> {
    if (command.type === 'request_cancel') {
      await this.effects.requestCancel(tx, execution, command.key);
      return [];
    }
    if (command.type === 'move_execution') {
      const durationMs = await this.repository.moveExecution(tx, execution.id, command);
      await this.repository.recordStateEvent(tx, execution.id, command, actor);
      await this.events.executionMoved(tx, execution, { ...command, durationMs });
      return [];
    }
    const node = await this.repository.moveNode(tx, execution.id, command);
    await this.repository.recordStateEvent(tx, execution.id, command, actor);
    const trouble = await this.effects.entered(tx, execution, node);
    await this.events.nodeMoved(tx, execution, node);
    return trouble === undefined ? [] : [{ type: 'node', key: node.key, trigger: 'error', message: trouble }];
  }
}

function plannedNode(node: NodeRow): {
  key: string;
  kind: NodeRow['kind'];
  needs: string[];
  status: NodeRow['status'];
} {
  return { key: node.key, kind: node.kind, needs: node.definition.needs, status: node.status };
}
