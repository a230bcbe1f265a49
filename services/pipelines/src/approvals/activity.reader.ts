import { Injectable } from '@nestjs/common';
import { cursorKey, OrgTx, type Page, type PageQuery, toPage } from '@throughline/platform';
import type { ActivityResponse } from './activity.dto.js';
import { refuse } from './approvals.errors.js';

type ActivityRow = Omit<ActivityResponse, 'at'> & { at: Date };

/** What was said and done about a request, the newest first. */
@Injectable()
export class ActivityReader {
  constructor(private readonly orgTx: OrgTx) {}

  async list(orgId: string, approvalId: string, query: PageQuery): Promise<Page<ActivityResponse>> {
    const before = cursorKey(query.cursor, 1)?.[0]?.toString();
    const rows = await this.orgTx.run(orgId, async (tx) => {
      const there = await tx.query('SELECT 1 FROM approval WHERE id = $1', [approvalId]);
      if (there.length === 0) throw refuse('not_found');
      return tx.query<ActivityRow>(
        `SELECT id, kind, actor_id AS "actorId", actor_name AS "actorName", text, at FROM approval_activity
         WHERE approval_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
        [approvalId, before ?? null, query.limit + 1],
      );
    });
    return toPage(
      rows,
      query.limit,
      ({ id }) => [id],
      (row) => ({ ...row, at: row.at.toISOString() }),
    );
  }
}
