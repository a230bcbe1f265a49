import { Injectable } from '@nestjs/common';
import { type Envelope, type EventData, pipelinesExecutionFinishedV1 } from '@throughline/contracts';
import { databaseNow, LiveHub, OnEvent, type Tx } from '@throughline/platform';
import { ChildRunEnds } from '../child-runs/child-run-ends.js';
import { FiringsRepository, type NewFiring, NOT_CALLED } from './firings.repository.js';
import { isFollowed, MAX_DEPTH } from './follow-up.rules.js';
import { type ActiveFollowUp, FollowUpsRepository } from './follow-ups.repository.js';

type Finished = EventData<typeof pipelinesExecutionFinishedV1>;

const TOO_DEEP = `More than ${MAX_DEPTH} runs would follow one another: the pipelines start each other in a circle.`;

/** Has pipelines follow one that has ended, and the node go on that waits for it: once for each end, however often it is told of. */
@Injectable()
export class FollowUpHandlers {
  constructor(
    private readonly followUps: FollowUpsRepository,
    private readonly firings: FiringsRepository,
    private readonly live: LiveHub,
    private readonly children: ChildRunEnds,
  ) {}

  @OnEvent(pipelinesExecutionFinishedV1)
  async finished({ data }: Envelope<Finished>, tx: Tx): Promise<void> {
    await this.children.finished(tx, data);
    const end = { outcome: data.outcome, branch: data.commit.branch };
    const followed = (await this.followUps.active(tx, data.pipelineId)).filter((rule) => isFollowed(rule, end));
    if (followed.length === 0) return;
    const depth = await this.depthAfter(tx, data.executionId);
    const fireAt = await databaseNow(tx);
    await this.firings.insert(
      tx,
      followed.map((rule) => firingOf(rule, data, { depth, fireAt })),
    );
    await this.live.changed(tx, 'pipeline', data.pipelineId);
  }

  /** How many executions have followed one another, with the one that comes next. */
  private async depthAfter(tx: Tx, executionId: string): Promise<number> {
    const rows = await tx.query<{ depth: number }>('SELECT depth FROM firing WHERE execution_id = $1', [executionId]);
    return (rows[0]?.depth ?? 0) + 1;
  }
}

function firingOf(rule: ActiveFollowUp, end: Finished, at: { depth: number; fireAt: Date }): NewFiring {
  const isTooDeep = at.depth > MAX_DEPTH;
  return {
    ...at,
    ...NOT_CALLED,
    ...{ scheduleId: null, followUpId: rule.id, upstreamExecutionId: end.executionId, isByHand: false },
    ...{ pipelineId: rule.pipelineId, actorId: rule.ownerId, actorName: rule.ownerName },
    branch: rule.branch ?? end.commit.branch,
    // What has just been tested is what is run, and not what was pushed meanwhile.
    commitSha: rule.branch === null && rule.isInOneRepository ? end.commit.sha : null,
    ...(isTooDeep ? { state: 'refused', reason: TOO_DEEP } : { state: 'due', reason: null }),
  };
}
