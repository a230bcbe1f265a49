import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import type { Priority } from './sla.rules.js';
import { TARGET_MS } from './sla.rules.js';

export interface NewChangeRequest {
  approvalId: string;
  type: string;
  description: string;
  priority: Priority;
  assigneeId: string | null;
  environmentId: string | null;
}

export interface ClockRow {
  dueAt: Date;
  pausedAt: Date | null;
}

/** The write side of what a change request has beside its approval. */
@Injectable()
export class ChangeRequestsRepository {
  async insert(tx: Tx, { approvalId, priority, ...request }: NewChangeRequest): Promise<void> {
    await tx.query(
      `WITH n AS (INSERT INTO change_request_number AS c (org_id, last) VALUES ($1, 1)
         ON CONFLICT (org_id) DO UPDATE SET last = c.last + 1 RETURNING last)
       INSERT INTO change_request (approval_id, org_id, number, type, description, priority, assignee_id, environment_id,
         due_at) SELECT $2, $1, n.last, $3, $4, $5, $6, $7, clock_timestamp() + $8::bigint * interval '1 millisecond' FROM n`,
      [
        ...[tx.orgId, approvalId, request.type, request.description, priority, request.assigneeId],
        ...[request.environmentId, TARGET_MS[priority]],
      ],
    );
  }

  async edit(
    tx: Tx,
    approvalId: string,
    { type, description, priority, dueAt }: { type: string; description: string; priority: Priority; dueAt: Date },
  ): Promise<void> {
    await tx.query(
      `UPDATE change_request SET type = $2, description = $3, priority = $4, due_at = $5 WHERE approval_id = $1`,
      [approvalId, type, description, priority, dueAt],
    );
  }

  async reassign(tx: Tx, approvalId: string, assigneeId: string | null): Promise<void> {
    await tx.query('UPDATE change_request SET assignee_id = $2 WHERE approval_id = $1', [approvalId, assigneeId]);
  }

  /** The name of a member; undefined where there is none. */
  async memberName(tx: Tx, userId: string): Promise<string | undefined> {
    const rows = await tx.query<{ name: string }>(
      'SELECT full_name AS name FROM member WHERE user_id = $1 AND role IS NOT NULL',
      [userId],
    );
    return rows[0]?.name;
  }

  async environment(tx: Tx, id: string): Promise<{ id: string; name: string } | undefined> {
    return (await tx.query<{ id: string; name: string }>('SELECT id, name FROM environment WHERE id = $1', [id]))[0];
  }

  /** Whether all of them are there. */
  async knows(tx: Tx, groups: readonly string[], members: readonly string[]): Promise<boolean> {
    const rows = await tx.query<{ groups: number; members: number }>(
      `SELECT (SELECT count(*)::int FROM approval_group WHERE slug = ANY($1::text[])) AS groups,
         (SELECT count(*)::int FROM member WHERE user_id = ANY($2::uuid[]) AND role IS NOT NULL) AS members`,
      [groups, members],
    );
    return rows[0]?.groups === new Set(groups).size && rows[0].members === new Set(members).size;
  }
}
