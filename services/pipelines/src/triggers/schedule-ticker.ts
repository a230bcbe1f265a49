import { Inject, Injectable } from '@nestjs/common';
import {
  Audit,
  databaseNow,
  fp,
  LiveHub,
  LOGGER,
  type Logger,
  mayAct,
  OrgTx,
  SystemTx,
  type Tx,
} from '@throughline/platform';
import { FiringsRepository, type NewFiring, NOT_CALLED, NOT_FOLLOWING } from './firings.repository.js';
import { ON_TIME_MS, type Tick, tickOf } from './misfire.rules.js';
import { pausedFact } from './schedule-facts.js';
import { type ClaimedSchedule, SchedulesRepository } from './schedules.repository.js';

const ORGANIZATIONS = 20;
const SCHEDULES = 50;
const MISSED = `Nothing was there to fire it within ${ON_TIME_MS / 1_000} seconds, and the schedule does not make up for it.`;
const NO_NEXT = 'It has no next time.';
const UNREADABLE = 'Its cron expression or time zone cannot be read any more. Change it.';

interface Plan {
  schedule: ClaimedSchedule;
  /** Undefined for one that cannot be read. */
  tick: Tick | undefined;
}

/**
 * Fires schedules whose time has come. Any number of processes may, at once: a schedule is claimed by its row, and what
 * it fires and its next time are written in the claiming transaction. What is started is somebody else's: no git here.
 */
@Injectable()
export class ScheduleTicker {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly orgTx: OrgTx,
    private readonly schedules: SchedulesRepository,
    private readonly firings: FiringsRepository,
    private readonly live: LiveHub,
    private readonly audit: Audit,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Fires everything that is due and not claimed by others. Organizations that are suspended wait. */
  async fireAllDue(stopping?: AbortSignal): Promise<void> {
    for (let handled = -1; handled !== 0 && !stopping?.aborted;) {
      handled = 0;
      for (const orgId of await this.dueOrganizations()) handled += await this.fireDue(orgId);
    }
  }

  private async dueOrganizations(): Promise<string[]> {
    const rows = await this.systemTx.run((tx) =>
      tx.query<{ orgId: string }>(
        `SELECT c.org_id AS "orgId" FROM schedule_clock c WHERE c.next_fire_at <= clock_timestamp() AND ${mayAct('c')}
         GROUP BY c.org_id ORDER BY min(c.next_fire_at) LIMIT $1`,
        [ORGANIZATIONS],
      ),
    );
    return rows.map(({ orgId }) => orgId);
  }

  /** How many schedules were due. */
  private async fireDue(orgId: string): Promise<number> {
    const count = await this.orgTx.run(orgId, async (tx) => {
      const now = await databaseNow(tx);
      const claimed = await this.schedules.claimDue(tx, now, SCHEDULES);
      fp('schedules.after_claim');
      const plans = claimed.map((schedule) => this.plan(schedule, now));
      await this.firings.insert(tx, plans.flatMap(firingsOf));
      await this.advance(tx, plans);
      this.live.changedAll(
        tx,
        'schedule',
        claimed.map(({ id }) => id),
      );
      fp('schedules.before_commit');
      return claimed.length;
    });
    fp('schedules.after_commit');
    return count;
  }

  private plan(schedule: ClaimedSchedule, now: Date): Plan {
    try {
      return { schedule, tick: tickOf(schedule, now) };
    } catch (error) {
      // One that nobody can read must not keep the others from firing.
      this.logger.error({ err: error, scheduleId: schedule.id }, 'a schedule cannot be read');
      return { schedule, tick: undefined };
    }
  }

  private async advance(tx: Tx, plans: readonly Plan[]): Promise<void> {
    const next = plans.flatMap(({ schedule, tick }) => (tick?.next ? [{ id: schedule.id, next: tick.next }] : []));
    await this.schedules.advance(tx, next);
    await this.pause(
      tx,
      plans.filter(({ tick }) => tick && !tick.next),
      NO_NEXT,
    );
    await this.pause(
      tx,
      plans.filter(({ tick }) => !tick),
      UNREADABLE,
    );
  }

  private async pause(tx: Tx, plans: readonly Plan[], reason: string): Promise<void> {
    const schedules = plans.map(({ schedule }) => schedule);
    await this.schedules.stop(
      tx,
      schedules.map(({ id }) => id),
      reason,
    );
    for (const schedule of schedules) await this.audit.record(tx, pausedFact(schedule, reason));
  }
}

function firingsOf({ schedule, tick }: Plan): NewFiring[] {
  const { id: scheduleId, pipelineId, branch, inputs, ownerId: actorId, ownerName: actorName } = schedule;
  const facts = {
    scheduleId,
    pipelineId,
    branch,
    inputs,
    actorId,
    actorName,
    isByHand: false,
    ...NOT_FOLLOWING,
    ...NOT_CALLED,
  };
  const missed = tick?.missed.map((fireAt) => ({ ...facts, fireAt, state: 'missed' as const, reason: MISSED })) ?? [];
  const due = tick?.due.map((fireAt) => ({ ...facts, fireAt, state: 'due' as const, reason: null })) ?? [];
  return [...missed, ...due];
}
