import { Injectable } from '@nestjs/common';
import { AppError } from '@throughline/kernel';
import { cursorKey, type Page, type PageQuery, SystemTx, toPage, type Tx } from '@throughline/platform';
import type { PlatformEntryResponse, VerificationResponse } from './platform-audit.dto.js';
import { platformHash } from './platform-chain.js';

interface EntryRow {
  id: string;
  sequence: string;
  action: string;
  actor_id: string | null;
  actor_name: string;
  organization_id: string | null;
  subject_kind: string;
  subject_id: string;
  reason: string | null;
  details: Record<string, unknown> | null;
  ip: string | null;
  user_agent: string | null;
  occurred_at: Date;
  hash: Buffer;
}

const AT_ONCE = 1_000;

/** The platform's log, for the console. */
@Injectable()
export class PlatformAuditQueries {
  constructor(private readonly systemTx: SystemTx) {}

  /** Newest first. */
  list(query: PageQuery): Promise<Page<PlatformEntryResponse>> {
    const before = sequenceOf(query.cursor);
    return this.systemTx.run(async (tx) => {
      const rows = await tx.query<EntryRow>(
        'SELECT * FROM platform_audit WHERE $1::bigint IS NULL OR sequence < $1 ORDER BY sequence DESC LIMIT $2',
        [before, query.limit + 1],
      );
      return toPage(rows, query.limit, (row) => [Number(row.sequence)], toEntry);
    });
  }

  /** Recomputes the whole chain. Says where it breaks first: an entry that was changed, or one that is missing. */
  verify(): Promise<VerificationResponse> {
    return this.systemTx.run(async (tx) => {
      let previous: Buffer = Buffer.alloc(32);
      let sequence = 0;
      for (let rows = await after(tx, 0); rows.length > 0; rows = await after(tx, sequence)) {
        for (const row of rows) {
          const isNext = Number(row.sequence) === sequence + 1;
          if (!isNext || !platformHash(previous, factOf(row)).equals(row.hash)) return broken(sequence);
          previous = row.hash;
          sequence += 1;
        }
      }
      const [end] = await tx.query<{ length: string; hash: Buffer }>('SELECT length, hash FROM platform_audit_chain');
      const isWhole = end && Number(end.length) === sequence && end.hash.equals(previous);
      return isWhole ? { isIntact: true, entries: sequence, brokenAt: null } : broken(sequence);
    });
  }
}

const after = (tx: Tx, sequence: number): Promise<EntryRow[]> =>
  tx.query<EntryRow>(`SELECT * FROM platform_audit WHERE sequence > $1 ORDER BY sequence LIMIT ${AT_ONCE}`, [sequence]);

const broken = (sound: number): VerificationResponse => ({ isIntact: false, entries: sound, brokenAt: sound + 1 });

function sequenceOf(cursor: string | undefined): number | null {
  const key = cursorKey(cursor, 1);
  if (!key) return null;
  const sequence = Number(key[0]);
  if (Number.isSafeInteger(sequence)) return sequence;
  throw new AppError('cursor', 'invalid', 'The cursor is not one of this list.');
}

function factOf(row: EntryRow) {
  return { ...toEntry(row), ip: row.ip, userAgent: row.user_agent };
}

function toEntry(row: EntryRow): PlatformEntryResponse {
  return {
    id: row.id,
    sequence: Number(row.sequence),
    action: row.action,
    actorId: row.actor_id,
    actorName: row.actor_name,
    organizationId: row.organization_id,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    reason: row.reason,
    details: row.details,
    occurredAt: row.occurred_at.toISOString(),
  };
}
