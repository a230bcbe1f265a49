import { Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import type { Tx } from '@throughline/platform';
import { retryDelayMs } from '../definitions/retry.rules.js';
import type { NodeFacts } from './execution-planner.js';
import type { MovedNode } from './moved-node.js';
import { TimersRepository } from './timers.repository.js';

type Failed = MovedNode & { facts: NodeFacts };

const REMEMBER = `INSERT INTO node_attempt (org_id, node_id, attempt, outcome, message, exit_code, first_error_line,
    runner_name, started_at)
  SELECT org_id, n.id, attempt, coalesce(d.outcome, (SELECT a.failure->>'outcome' FROM approval a
      WHERE a.node_id = n.id AND a.kind = 'failure' ORDER BY a.id DESC LIMIT 1)), message, exit_code, first_error_line, runner_name, started_at
    FROM node n JOIN unnest($1::uuid[], $2::text[]) AS d (id, outcome) ON d.id = n.id`;

// What an attempt that failed has sent is not what the node has made; its content is swept unless another artifact names it.
const DROP_ARTIFACTS = `WITH gone AS (DELETE FROM artifact WHERE node_id = ANY($1::uuid[]) RETURNING digest, size_bytes)
  INSERT INTO blob AS b (org_id, digest, size_bytes, due_at)
  SELECT DISTINCT ON (digest) $2::uuid, digest, size_bytes, clock_timestamp() FROM gone
  ON CONFLICT (org_id, digest) DO UPDATE SET due_at = greatest(excluded.due_at, b.claimed_until)`;

// The log goes on where it is, line by line; what the next runner sends counts from its own beginning.
const BEGIN_ANEW = `UPDATE node n SET attempt = attempt + 1, attempt_id = d.attempt_id, message = NULL, exit_code = NULL,
    first_error_line = NULL, runner_name = NULL, outputs = '{}', ready_at = NULL, started_at = NULL, log_offset = 0,
    log_bytes = 0, log_truncated = false
  FROM unnest($1::uuid[], $2::uuid[]) AS d (id, attempt_id) WHERE n.id = d.id`;

/** Keeps what came of attempts that failed, and sets the times of the next. */
@Injectable()
export class NodeRetries {
  constructor(private readonly timers: TimersRepository) {}

  /** The nodes are `retrying`, and their rows still tell of the attempt that failed. */
  async prepare(tx: Tx, failed: readonly Failed[]): Promise<void> {
    if (failed.length === 0) return;
    const ids = failed.map(({ node }) => node.id);
    await tx.query(REMEMBER, [ids, failed.map(outcomeOf)]);
    await tx.query('DELETE FROM evidence WHERE node_id = ANY($1::uuid[])', [ids]);
    await tx.query(DROP_ARTIFACTS, [ids, tx.orgId]);
    const attemptIds = failed.map(() => newId());
    await tx.query(BEGIN_ANEW, [ids, attemptIds]);
    const timers = failed.map(({ loaded, node, facts }) => ({
      ...{ nodeId: node.id, executionId: loaded.execution.id },
      // Whoever wants it tried again wants it now.
      afterMs: node.definition.retry && facts.reported ? retryDelayMs(node.definition.retry, node.attempt) : 0,
    }));
    await this.timers.start(tx, timers);
    failed.forEach(({ node }, at) => {
      const attemptId = attemptIds[at] ?? newId();
      Object.assign(node, { attempt: node.attempt + 1, attemptId, outputs: {}, startedAt: null });
    });
  }
}

/** Null where a person was asked about it in between: what they were asked about says it. */
const outcomeOf = ({ facts: { reported } }: Failed): string | null =>
  reported === undefined ? null : reported === 'time_out' ? 'timed_out' : 'failed';
