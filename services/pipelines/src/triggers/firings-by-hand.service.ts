import { Injectable } from '@nestjs/common';
import { actorOf, Audit, databaseNow, LiveHub, OrgTx, type Principal } from '@throughline/platform';
import type { ScheduleFiringResponse } from './firings.dto.js';
import { FiringsRepository, NOT_CALLED, NOT_FOLLOWING } from './firings.repository.js';
import { scheduleFact } from './schedule-facts.js';
import { SchedulesQueries } from './schedules.queries.js';
import { SchedulesRepository } from './schedules.repository.js';
import { refuse } from './triggers.errors.js';

/** Fires schedules because somebody asks. */
@Injectable()
export class FiringsByHandService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly schedules: SchedulesRepository,
    private readonly queries: SchedulesQueries,
    private readonly firings: FiringsRepository,
    private readonly audit: Audit,
    private readonly live: LiveHub,
  ) {}

  /** Fires it now, whatever its times and whether it is enabled, in the name of whoever asks. */
  fire(orgId: string, id: string, principal: Principal): Promise<ScheduleFiringResponse> {
    const { userId: actorId, name: actorName } = actorOf(principal);
    return this.orgTx.run(orgId, async (tx) => {
      const schedule = await this.schedules.lock(tx, id);
      if (!schedule) throw refuse('not_found');
      await this.schedules.defaultBranch(tx, schedule.pipelineId);
      const { pipelineId, branch, inputs } = schedule;
      const facts = { scheduleId: id, pipelineId, branch, inputs, isByHand: true, actorId, actorName };
      const fireAt = await databaseNow(tx);
      const ids = await this.firings.insert(tx, [
        { ...facts, ...NOT_FOLLOWING, ...NOT_CALLED, fireAt, state: 'due', reason: null },
      ]);
      await this.audit.record(tx, scheduleFact('fired', schedule, { after: { pipelineId, branch, inputs } }));
      this.live.changed(tx, 'schedule', id);
      const [firing] = await this.queries.firingsById(tx, ids);
      if (!firing) throw new Error('a firing by hand was not stored');
      return firing;
    });
  }
}
