import { Injectable } from '@nestjs/common';
import { Audit, type AuditFact, type Tx } from '@throughline/platform';
import { Authority } from './authority.js';
import type { FiringRow } from './firings.repository.js';
import { FollowUpsRepository } from './follow-ups.repository.js';
import { HookTriggersRepository } from './hook-triggers.repository.js';
import { pausedFact } from './schedule-facts.js';
import { SchedulesRepository } from './schedules.repository.js';

export interface Objection {
  reason: string;
  /** What fired cannot go on either, until somebody does something about it. */
  stopsCause: boolean;
}

/** Whether a firing may be started now, and what becomes of what fired when it may not. */
@Injectable()
export class FiringAdmission {
  constructor(
    private readonly authority: Authority,
    private readonly schedules: SchedulesRepository,
    private readonly followUps: FollowUpsRepository,
    private readonly hooks: HookTriggersRepository,
    private readonly audit: Audit,
  ) {}

  async objection(tx: Tx, firing: FiringRow): Promise<Objection | undefined> {
    const standing = await this.authority.standing(tx);
    if (standing !== undefined) return { reason: standing, stopsCause: false };
    if (firing.isRepositoryRemoved) return { reason: 'The repository was removed.', stopsCause: true };
    const lost =
      firing.actorId === null ? undefined : await this.authority.objection(tx, firing.actorId, firing.actorName);
    if (lost !== undefined) return { reason: lost, stopsCause: !firing.isByHand };
    if (firing.isByHand || firing.isEnabled) return undefined;
    return { reason: 'What fired it was stopped before this was started.', stopsCause: false };
  }

  /** Somebody else may have taken it over meanwhile: then it goes on. */
  async stopCause(tx: Tx, firing: FiringRow, reason: string): Promise<void> {
    if (firing.scheduleId !== null) await this.stopSchedule(tx, firing.scheduleId, firing, reason);
    const { followUpId, hookTriggerId, actorId } = firing;
    if (followUpId !== null && (await this.followUps.stop(tx, followUpId, actorId, reason)))
      await this.audit.record(tx, pausedCause('follow_up', followUpId, reason));
    if (hookTriggerId !== null && (await this.hooks.stop(tx, hookTriggerId, actorId, reason)))
      await this.audit.record(tx, pausedCause('hook_trigger', hookTriggerId, reason));
  }

  private async stopSchedule(tx: Tx, scheduleId: string, { actorId }: FiringRow, reason: string): Promise<void> {
    const schedule = await this.schedules.lock(tx, scheduleId);
    if (!schedule?.isEnabled || schedule.ownerId !== actorId) return;
    await this.schedules.stop(tx, [scheduleId], reason);
    await this.audit.record(tx, pausedFact(schedule, reason));
  }
}

const pausedCause = (resourceKind: string, resourceId: string, reason: string): AuditFact => ({
  ...{ action: `${resourceKind}.paused`, resourceKind, resourceId, after: { reason } },
});
