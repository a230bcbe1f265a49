import { Injectable } from '@nestjs/common';
import { encodeCursor, isId } from '@throughline/kernel';
import { cursorKey, OrgTx, toPage, type Tx } from '@throughline/platform';
import { toEntry } from './audit-entry-view.js';
import { ENTRY_COLUMNS, type EntryRow } from './audit-entry.row.js';
import { auditCondition } from './audit-filter.js';
import type { AuditEntryPageResponse, AuditFilterQuery, AuditPageQuery } from './audit-log.dto.js';
import { refuse } from './audit-log.errors.js';

/** A place between two entries of the list. */
export interface Place {
  at: Date;
  id: string;
}

export interface Slice {
  after: Place | undefined;
  order: 'newest' | 'oldest';
  limit: number;
}

@Injectable()
export class AuditLogQueries {
  constructor(private readonly orgTx: OrgTx) {}

  /** A page of what the filter leaves, from the newest or from the oldest entry on. */
  list(orgId: string, query: AuditPageQuery): Promise<AuditEntryPageResponse> {
    const { limit, order } = query;
    const after = placeOf(query.cursor);
    return this.orgTx.run(orgId, async (tx) => {
      const rows = await this.slice(tx, query, { after, order, limit: limit + 1 });
      const [first] = rows;
      const previousCursor = after && first ? encodeCursor(keyOf(first)) : null;
      return { ...toPage(rows, limit, keyOf, toEntry), previousCursor };
    });
  }

  /** So many entries behind a place, in the order. */
  slice(tx: Tx, filter: AuditFilterQuery, { after, order, limit }: Slice): Promise<EntryRow[]> {
    const { sql, parameters } = auditCondition(tx.orgId ?? '', filter);
    const [sign, direction] = order === 'newest' ? ['<', 'DESC'] : ['>', 'ASC'];
    const next = parameters.length + 1;
    const behind = after ? ` AND (occurred_at, id) ${sign} ($${next}::timestamptz, $${next + 1}::uuid)` : '';
    return tx.query<EntryRow>(
      `SELECT ${ENTRY_COLUMNS} FROM audit_entry WHERE ${sql}${behind}
        ORDER BY occurred_at ${direction}, id ${direction} LIMIT ${limit}`,
      after ? [...parameters, after.at, after.id] : parameters,
    );
  }
}

const keyOf = (row: EntryRow): string[] => [row.occurred_at.toISOString(), row.id];

function placeOf(cursor: string | undefined): Place | undefined {
  const key = cursorKey(cursor, 2);
  if (!key) return undefined;
  const [at, id] = [new Date(key[0] ?? ''), String(key[1])];
  if (!Number.isNaN(at.getTime()) && isId(id)) return { at, id };
  throw refuse('cursor');
}
