import { Injectable } from '@nestjs/common';
import type { Commit } from '@throughline/contracts';
import { databaseNow, LiveHub, type Tx } from '@throughline/platform';
import { FiringsRepository, type NewFiring, NOT_CALLED } from './firings.repository.js';
import { type End, isFollowed, MAX_DEPTH } from './follow-up.rules.js';
import { type ActiveFollowUp, FollowUpsRepository } from './follow-ups.repository.js';

/** An execution that has ended. */
export interface ExecutionEnd {
  executionId: string;
  pipelineId: string;
  outcome: End;
  commit: Commit;
}

const TOO_DEEP = `More than ${MAX_DEPTH} runs would follow one another: the pipelines start each other in a circle.`;

/** Has pipelines follow those that end: in the transaction of the end, so that none is forgotten and none told twice. */
@Injectable()
export class Followers {
  constructor(
    private readonly followUps: FollowUpsRepository,
    private readonly firings: FiringsRepository,
    private readonly live: LiveHub,
  ) {}

  async follow(tx: Tx, ends: readonly ExecutionEnd[]): Promise<void> {
    if (ends.length === 0) return;
    const rules = await this.followUps.active(tx, [...new Set(ends.map(({ pipelineId }) => pipelineId))]);
    const followed = ends.flatMap((end) => rules.filter((rule) => isOf(rule, end)).map((rule) => ({ rule, end })));
    if (followed.length === 0) return;
    const ids = followed.map(({ end }) => end.executionId);
    const depths = await this.depths(tx, ids);
    const fireAt = await databaseNow(tx);
    await this.firings.insert(
      tx,
      followed.map(({ rule, end }) => firingOf(rule, end, { depth: (depths.get(end.executionId) ?? 0) + 1, fireAt })),
    );
    this.live.changedAll(tx, 'pipeline', [...new Set(followed.map(({ end }) => end.pipelineId))]);
  }

  /** How many executions have followed one another, for those that follow any. */
  private async depths(tx: Tx, executionIds: readonly string[]): Promise<Map<string, number>> {
    const rows = await tx.query<{ id: string; depth: number }>(
      'SELECT execution_id AS id, depth FROM firing WHERE execution_id = ANY($1::uuid[])',
      [executionIds],
    );
    return new Map(rows.map(({ id, depth }) => [id, depth]));
  }
}

const isOf = (rule: ActiveFollowUp, { pipelineId, outcome, commit }: ExecutionEnd): boolean =>
  rule.upstreamId === pipelineId && isFollowed(rule, { outcome, branch: commit.branch });

function firingOf(rule: ActiveFollowUp, end: ExecutionEnd, at: { depth: number; fireAt: Date }): NewFiring {
  const isTooDeep = at.depth > MAX_DEPTH;
  return {
    ...at,
    ...NOT_CALLED,
    ...{ scheduleId: null, followUpId: rule.id, upstreamExecutionId: end.executionId, isByHand: false },
    ...{ pipelineId: rule.pipelineId, actorId: rule.ownerId, actorName: rule.ownerName },
    inputs: rule.inputs,
    branch: rule.branch ?? end.commit.branch,
    // What has just been tested is what is run, and not what was pushed meanwhile.
    commitSha: rule.branch === null && rule.isInOneRepository ? end.commit.sha : null,
    ...(isTooDeep ? { state: 'refused', reason: TOO_DEEP } : { state: 'due', reason: null }),
  };
}
