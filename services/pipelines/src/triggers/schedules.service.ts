import { Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import { Audit, LiveHub, OrgTx, type Principal, type Tx } from '@throughline/platform';
import { ownerOf } from './owner.js';
import { scheduleFact } from './schedule-facts.js';
import type { CreateScheduleRequest, ScheduleResponse, UpdateScheduleRequest } from './schedules.dto.js';
import { SchedulesQueries } from './schedules.queries.js';
import { type NewSchedule, type ScheduleRow, SchedulesRepository } from './schedules.repository.js';
import { TimingCheck } from './timing-check.js';
import { TriggerInputsCheck } from './trigger-inputs.check.js';
import { refuse } from './triggers.errors.js';

/**
 * Makes and changes schedules. Who makes one, changes what it runs or enables it is who it runs in the name of from then
 * on: nobody can have it run something in another person's name.
 */
@Injectable()
export class SchedulesService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly schedules: SchedulesRepository,
    private readonly queries: SchedulesQueries,
    private readonly timing: TimingCheck,
    private readonly inputs: TriggerInputsCheck,
    private readonly audit: Audit,
    private readonly live: LiveHub,
  ) {}

  create(orgId: string, principal: Principal, request: CreateScheduleRequest): Promise<ScheduleResponse> {
    const owner = ownerOf(principal);
    const { pipelineId, name, cron, zone = 'UTC', misfire = 'once' } = request;
    return this.orgTx.run(orgId, async (tx) => {
      const next = await this.timing.next(tx, { cron, zone });
      const defaultBranch = await this.schedules.defaultBranch(tx, pipelineId);
      const branch = request.branch ?? defaultBranch;
      const inputs = await this.inputs.fixed(tx, pipelineId, request.inputs ?? {});
      const schedule: NewSchedule = { id: newId(), pipelineId, name: name.trim(), branch, cron, zone, misfire, inputs };
      if (!(await this.schedules.insert(tx, schedule, owner))) throw refuse('schedule_name_taken');
      await this.schedules.setClock(tx, schedule.id, next);
      await this.audit.record(tx, scheduleFact('created', schedule, { after: whatRuns(schedule) }));
      return this.changed(tx, schedule.id);
    });
  }

  /** @throws `trigger_changed` when it is not any more what was looked at, where somebody says what that was */
  update(orgId: string, id: string, principal: Principal, request: UpdateScheduleRequest): Promise<ScheduleResponse> {
    const owner = ownerOf(principal);
    return this.orgTx.run(orgId, async (tx) => {
      const before = await this.found(tx, id);
      if (before.version !== (request.basedOn ?? before.version)) throw refuse('trigger_changed');
      const inputs = request.inputs && (await this.inputs.fixed(tx, before.pipelineId, request.inputs));
      const after = { ...merged(before, request), ...(inputs && { inputs }) };
      const next = await this.timing.next(tx, after);
      if (await this.schedules.isNameTaken(tx, after)) throw refuse('schedule_name_taken');
      await this.schedules.update(tx, after, owner);
      // A time that is due already is fired first: only what changes the times changes the next one.
      const isRetimed = before.cron !== after.cron || before.zone !== after.zone;
      if (after.isEnabled && isRetimed) await this.schedules.setClock(tx, id, next);
      await this.audit.record(tx, scheduleFact('updated', after, { before: whatRuns(before), after: whatRuns(after) }));
      return this.changed(tx, id);
    });
  }

  /** What it did not fire while it was disabled is not made up for. */
  enable(orgId: string, id: string, principal: Principal): Promise<ScheduleResponse> {
    const owner = ownerOf(principal);
    return this.orgTx.run(orgId, async (tx) => {
      const before = await this.found(tx, id);
      await this.schedules.defaultBranch(tx, before.pipelineId);
      const next = await this.timing.next(tx, before);
      await this.schedules.update(tx, { ...before, isEnabled: true, pausedReason: null }, owner);
      if (!before.isEnabled) await this.schedules.setClock(tx, id, next);
      await this.audit.record(tx, scheduleFact('enabled', before, { after: { ownerId: owner.id } }));
      return this.changed(tx, id);
    });
  }

  disable(orgId: string, id: string): Promise<ScheduleResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      const before = await this.found(tx, id);
      await this.schedules.stop(tx, [id], null);
      await this.audit.record(tx, scheduleFact('disabled', before));
      return this.changed(tx, id);
    });
  }

  delete(orgId: string, id: string): Promise<void> {
    return this.orgTx.run(orgId, async (tx) => {
      const before = await this.found(tx, id);
      await this.schedules.markDeleted(tx, id);
      await this.audit.record(tx, scheduleFact('deleted', before, { before: whatRuns(before) }));
      this.live.changed(tx, 'schedule', id);
    });
  }

  private async found(tx: Tx, id: string): Promise<ScheduleRow> {
    const row = await this.schedules.lock(tx, id);
    if (!row) throw refuse('not_found');
    return row;
  }

  private async changed(tx: Tx, id: string): Promise<ScheduleResponse> {
    this.live.changed(tx, 'schedule', id);
    const schedule = await this.queries.one(tx, id);
    if (!schedule) throw refuse('not_found');
    return schedule;
  }
}

function merged(before: ScheduleRow, request: UpdateScheduleRequest): ScheduleRow {
  const { name = before.name, branch = before.branch, cron = before.cron } = request;
  const { zone = before.zone, misfire = before.misfire } = request;
  return { ...before, name: name.trim(), branch, cron, zone, misfire };
}

function whatRuns({ pipelineId, name, branch, cron, zone, misfire, inputs }: NewSchedule): Record<string, unknown> {
  return { pipelineId, name, branch, cron, zone, misfire, inputs };
}
