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

// Of the same question (pipeline, branch, node) by different commits the later run counts. `c` is the request at hand,
// of the execution `z`; `a` another one, of `x`.
const OTHERS = `FROM approval c JOIN execution z ON z.id = c.execution_id
  JOIN execution x ON x.pipeline_id = z.pipeline_id AND x.commit->>'branch' = z.commit->>'branch'
    AND x.commit->>'sha' <> z.commit->>'sha'
  JOIN approval a ON a.execution_id = x.id AND a.node_key = c.node_key AND a.kind = 'run' WHERE c.id = $1`;

const OLDER = `SELECT a.id AS older, c.id AS newer, c.execution_id AS "newerExecution", z.number AS "newerNumber"
  ${OTHERS} AND x.number < z.number AND a.state = ANY($2)`;

const NEWEST = `SELECT c.id AS older, a.id AS newer, a.execution_id AS "newerExecution", x.number AS "newerNumber"
  ${OTHERS} AND x.number > z.number AND c.state = ANY($2) ORDER BY x.number DESC LIMIT 1`;

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
    const pairs = [
      ...(await tx.query<Pair>(OLDER, [approvalId, OPEN_STATES])),
      ...(await tx.query<Pair>(NEWEST, [approvalId, OPEN_STATES])),
    ];
    // Mostly one: each new request supersedes the one before it.
    for (const pair of pairs) await this.supersede(tx, pair);
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
