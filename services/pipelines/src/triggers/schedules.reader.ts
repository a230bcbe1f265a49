import { Injectable } from '@nestjs/common';
import { cursorKey, OrgTx, type Page, type PageQuery, toPage } from '@throughline/platform';
import type { ScheduleFiringResponse } from './firings.dto.js';
import type {
  ListSchedulesQuery,
  PreviewScheduleQuery,
  SchedulePreviewResponse,
  ScheduleResponse,
} from './schedules.dto.js';
import { inWords, SchedulesQueries } from './schedules.queries.js';
import { TimingCheck } from './timing-check.js';
import { refuse } from './triggers.errors.js';

const PREVIEWED = 5;

/** Schedules, what they have fired, and what they or others like them will. */
@Injectable()
export class SchedulesReader {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly queries: SchedulesQueries,
    private readonly timing: TimingCheck,
  ) {}

  async list(orgId: string, { pipelineId, cursor, limit }: ListSchedulesQuery): Promise<Page<ScheduleResponse>> {
    const before = cursorKey(cursor, 1)?.[0]?.toString();
    const rows = await this.orgTx.run(orgId, (tx) => this.queries.list(tx, { pipelineId, before, limit }));
    return toPage(
      rows,
      limit,
      (row) => [row.id],
      (row) => row,
    );
  }

  async get(orgId: string, id: string): Promise<ScheduleResponse> {
    const schedule = await this.orgTx.run(orgId, (tx) => this.queries.one(tx, id));
    if (!schedule) throw refuse('not_found');
    return schedule;
  }

  async firings(
    orgId: string,
    scheduleId: string,
    { cursor, limit }: PageQuery,
  ): Promise<Page<ScheduleFiringResponse>> {
    const before = cursorKey(cursor, 1)?.[0]?.toString();
    const rows = await this.orgTx.run(orgId, async (tx) => {
      if (!(await this.queries.one(tx, scheduleId))) throw refuse('not_found');
      return this.queries.firings(tx, scheduleId, before, limit);
    });
    return toPage(
      rows,
      limit,
      (row) => [row.id],
      (row) => row,
    );
  }

  /** When something with this timing would fire; nothing has to be saved for it. */
  async preview(orgId: string, query: PreviewScheduleQuery): Promise<SchedulePreviewResponse> {
    const { cron, zone = 'UTC', count = PREVIEWED } = query;
    const times = await this.orgTx.run(orgId, (tx) => this.timing.upcoming(tx, { cron, zone }, count));
    return { description: inWords(cron), fireAt: times.map((time) => time.toISOString()) };
  }
}
