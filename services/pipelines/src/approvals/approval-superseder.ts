import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import { ApprovalEnding } from './approval-ending.js';
import { ApprovalLock } from './approval-lock.js';
import { OPEN_STATES } from './approval.machine.js';

const SYSTEM = { userId: null, name: 'Throughline' };

interface Pair {
  older: string;
  newer: string;
  newerExecution: string;
  newerNumber: number;
}

// Of the same question (pipeline, branch, node) by different commits the later run counts. `$1` is one of the two.
const PAIRS = `SELECT o.id AS older, n.id AS newer, n.execution_id AS "newerExecution", y.number AS "newerNumber"
  FROM approval c JOIN execution z ON z.id = c.execution_id
  JOIN execution x ON x.pipeline_id = z.pipeline_id AND x.commit->>'branch' = z.commit->>'branch'
  JOIN approval o ON o.execution_id = x.id AND o.node_key = c.node_key AND o.state = ANY($2)
  JOIN execution y ON y.pipeline_id = z.pipeline_id AND y.commit->>'branch' = z.commit->>'branch'
    AND y.number > x.number AND y.commit->>'sha' <> x.commit->>'sha'
  JOIN approval n ON n.execution_id = y.id AND n.node_key = c.node_key
  WHERE c.id = $1 AND (o.id = c.id OR n.id = c.id) ORDER BY o.id, y.number DESC`;

/**
 * Ends requests that a newer commit has made pointless. It begins where a request is there already, and looks both ways:
 * which ones it supersedes, and whether it came later than the one that supersedes it.
 */
@Injectable()
export class ApprovalSuperseder {
  constructor(
    private readonly lock: ApprovalLock,
    private readonly ending: ApprovalEnding,
  ) {}

  /** @param approvalId a request of a run, committed */
  async follow(tx: Tx, approvalId: string): Promise<void> {
    const pairs = await tx.query<Pair>(PAIRS, [approvalId, OPEN_STATES]);
    const newest = new Map<string, Pair>();
    for (const pair of pairs) if (!newest.has(pair.older)) newest.set(pair.older, pair);
    // Mostly one: each new request supersedes the one before it.
    for (const pair of newest.values()) await this.supersede(tx, pair);
  }

  private async supersede(tx: Tx, { older, newer, newerExecution, newerNumber }: Pair): Promise<void> {
    const approval = await this.lock.take(tx, older);
    if (!OPEN_STATES.includes(approval.state)) return;
    const message = `Superseded by run #${newerNumber}, of a newer commit.`;
    const supersededBy = { approvalId: newer, executionId: newerExecution };
    await this.ending.end(tx, approval, {
      trigger: 'supersede',
      actor: SYSTEM,
      comment: message,
      message,
      supersededBy,
    });
  }
}
