import { Injectable } from '@nestjs/common';
import { Audit, type Tx } from '@throughline/platform';
import { Authority } from './authority.js';
import type { FiringRow } from './firings.repository.js';
import { pausedFact } from './schedule-facts.js';
import { SchedulesRepository } from './schedules.repository.js';

export interface Objection {
  reason: string;
  /** The schedule cannot go on either, until somebody does something about it. */
  stopsSchedule: boolean;
}

/** Whether a firing may be started now, and what becomes of its schedule when it may not. */
@Injectable()
export class FiringAdmission {
  constructor(
    private readonly authority: Authority,
    private readonly schedules: SchedulesRepository,
    private readonly audit: Audit,
  ) {}

  async objection(tx: Tx, firing: FiringRow): Promise<Objection | undefined> {
    const standing = await this.authority.standing(tx);
    if (standing !== undefined) return { reason: standing, stopsSchedule: false };
    if (firing.isRepositoryRemoved) return { reason: 'The repository was removed.', stopsSchedule: true };
    const lost =
      firing.actorId === null ? undefined : await this.authority.objection(tx, firing.actorId, firing.actorName);
    if (lost !== undefined) return { reason: lost, stopsSchedule: !firing.isByHand };
    if (firing.isByHand || firing.isScheduleEnabled) return undefined;
    return { reason: 'The schedule was stopped before this was started.', stopsSchedule: false };
  }

  async stopSchedule(tx: Tx, { scheduleId, actorId }: FiringRow, reason: string): Promise<void> {
    const schedule = await this.schedules.lock(tx, scheduleId);
    // Somebody else may have taken it over meanwhile.
    if (!schedule?.isEnabled || schedule.ownerId !== actorId) return;
    await this.schedules.stop(tx, [scheduleId], reason);
    await this.audit.record(tx, pausedFact(schedule, reason));
  }
}
