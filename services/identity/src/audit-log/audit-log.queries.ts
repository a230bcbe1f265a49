import { Injectable } from '@nestjs/common';
import { AppError, isId } from '@throughline/kernel';
import { cursorKey, OrgTx, type Page, type PageQuery, toPage } from '@throughline/platform';
import type { AuditEntryResponse } from './audit-log.dto.js';

interface EntryRow {
  id: string;
  action: string;
  actor_id: string | null;
  actor_name: string | null;
  resource_kind: string;
  resource_id: string;
  resource_name: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  occurred_at: Date;
}

const LIST = `
  SELECT id, action, actor_id, actor_name, resource_kind, resource_id, resource_name, before, after, occurred_at
    FROM audit_entry
   WHERE org_id = $1 AND ($2::timestamptz IS NULL OR (occurred_at, id) < ($2::timestamptz, $3::uuid))
   ORDER BY occurred_at DESC, id DESC LIMIT $4`;

@Injectable()
export class AuditLogQueries {
  constructor(private readonly orgTx: OrgTx) {}

  /** Newest first. */
  list(orgId: string, query: PageQuery): Promise<Page<AuditEntryResponse>> {
    const [at, id] = startOf(query.cursor);
    return this.orgTx.run(orgId, async (tx) => {
      const rows = await tx.query<EntryRow>(LIST, [orgId, at, id, query.limit + 1]);
      return toPage(rows, query.limit, (row) => [row.occurred_at.toISOString(), row.id], toEntry);
    });
  }
}

/** The time and id of the last entry shown; nulls for the first page. */
function startOf(cursor: string | undefined): [at: Date | null, id: string | null] {
  const key = cursorKey(cursor, 2);
  if (!key) return [null, null];
  const [at, id] = [new Date(key[0] ?? ''), String(key[1])];
  if (!Number.isNaN(at.getTime()) && isId(id)) return [at, id];
  throw new AppError('cursor', 'invalid', 'The cursor is not one of this list.');
}

function toEntry(row: EntryRow): AuditEntryResponse {
  return {
    id: row.id,
    action: row.action,
    actorId: row.actor_id,
    actorName: row.actor_name,
    resourceKind: row.resource_kind,
    resourceId: row.resource_id,
    resourceName: row.resource_name,
    before: row.before,
    after: row.after,
    occurredAt: row.occurred_at.toISOString(),
  };
}
