import { Injectable } from '@nestjs/common';
import type { EventData, pipelinesChildFinishedV1 } from '@throughline/contracts';
import type { Tx } from '@throughline/platform';
import { ExecutionEngine, SYSTEM } from '../engine/execution-engine.js';
import type { Report } from '../engine/execution-planner.js';
import { ExecutionsRepository } from '../engine/executions.repository.js';
import { ChildRunsRepository } from './child-runs.repository.js';

type Finished = EventData<typeof pipelinesChildFinishedV1>;

const REPORTS: Record<Finished['outcome'], Report> = {
  succeeded: 'succeed',
  warning: 'succeed',
  failed: 'fail',
  blocked: 'fail',
  errored: 'error',
  cancelled: 'cancel',
  timed_out: 'time_out',
  unknown: 'lose',
};
const MAX_OUTPUTS = 64;

// Of two nodes that give the same name the later one in the file.
const OUTPUTS = `SELECT o.key AS name, o.value FROM node n, jsonb_each_text(n.outputs) o
  WHERE n.execution_id = $1 AND n.status = 'succeeded' ORDER BY n.position LIMIT $2`;

/** Brings the end of a child to the node that waits for it. */
@Injectable()
export class ChildRunEnds {
  constructor(
    private readonly runs: ChildRunsRepository,
    private readonly executions: ExecutionsRepository,
    private readonly engine: ExecutionEngine,
  ) {}

  /** Nothing happens for an execution that no node waits for, or whose end is known already. */
  async finished(tx: Tx, { executionId: childId, number, outcome, reason }: Finished): Promise<void> {
    const parent = await this.runs.parentOf(tx, childId);
    if (!parent) return;
    // The parent's lock comes first: who changes a child run holds it.
    await this.executions.lock(tx, parent.executionId);
    if (!(await this.runs.end(tx, childId))) return;
    const words = [`Run #${number}: ${outcome.replace('_', ' ')}.`, reason].filter(Boolean).join(' ');
    const event = { type: 'node' as const, key: parent.nodeKey, trigger: REPORTS[outcome] };
    const outputs = { ...(await this.outputs(tx, childId)), executionId: childId, number: String(number) };
    const message = outcome === 'succeeded' ? null : words;
    await this.engine.apply(tx, parent.executionId, { ...event, message, facts: { outputs } }, SYSTEM);
  }

  private async outputs(tx: Tx, childId: string): Promise<Record<string, string>> {
    const rows = await tx.query<{ name: string; value: string }>(OUTPUTS, [childId, MAX_OUTPUTS]);
    return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
  }
}
