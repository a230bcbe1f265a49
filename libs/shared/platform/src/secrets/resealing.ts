import type { OrgTx } from '../database/org-tx.js';
import type { SystemTx } from '../database/system-tx.js';
import type { Tx } from '../database/tx.js';
import { fp } from '../faults/fault-point.js';
import { sealedPrefix } from './sealed-text.js';
import { ownerColumns, ownerOfRow, type SealedColumn } from './sealed-columns.js';
import type { SecretBox } from './secret-box.js';

/** Rows that somebody else holds are skipped; after so many rounds they are reported instead. */
const MOST_ROUNDS = 20;

export interface Resealed {
  changed: number;
  /** Still under another key: they were locked by others, or do not open. */
  left: number;
}

/**
 * Seals the rows of one column and owner anew that are not under the given key: in batches, each a transaction
 * that skips rows held by others. Every row stays readable at every moment, so it may be ended and begun again anywhere.
 */
export class Resealing {
  constructor(
    private readonly transactions: { orgTx: OrgTx; systemTx: SystemTx },
    private readonly box: SecretBox,
    private readonly batchSize: number,
  ) {}

  /** @param orgId null for the rows of nobody */
  async column(column: SealedColumn, orgId: string | null, keyId: string): Promise<Resealed> {
    let changed = 0;
    let unreadable: string[] = [];
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const batch = await this.inScope(orgId, (tx) => this.batch(tx, { column, orgId, keyId, skip: unreadable }));
      changed += batch.changed;
      unreadable = [...unreadable, ...batch.unreadable];
      if (batch.changed === 0 && batch.unreadable.length === 0) break;
      if (batch.changed === this.batchSize) round = 0;
    }
    return { changed, left: await this.inScope(orgId, (tx) => count(tx, column, orgId, keyId)) };
  }

  private inScope<T>(orgId: string | null, work: (tx: Tx) => Promise<T>): Promise<T> {
    return orgId === null ? this.transactions.systemTx.run(work) : this.transactions.orgTx.run(orgId, work);
  }

  private async batch(
    tx: Tx,
    { column, orgId, keyId, skip }: { column: SealedColumn; orgId: string | null; keyId: string; skip: string[] },
  ): Promise<{ changed: number; unreadable: string[] }> {
    const names = [...new Set([...column.key, ...ownerColumns(column)])];
    const rows = await tx.query<Record<string, unknown> & { sealed: string }>(
      `SELECT ${names.join(', ')}, ${column.column} AS sealed FROM ${column.table}
        WHERE ${whose(column)} AND NOT starts_with(${column.column}, $2) AND NOT ${column.column} = ANY($3)
        LIMIT $4 FOR UPDATE SKIP LOCKED`,
      [orgId, sealedPrefix(keyId), skip, this.batchSize],
    );
    const unreadable: string[] = [];
    for (const row of rows) {
      const anew = await this.sealedAnew(ownerOfRow(column, row), row.sealed);
      if (anew === undefined) unreadable.push(row.sealed);
      else await store(tx, column, row, anew);
      fp('secrets.reseal.after_row');
    }
    fp('secrets.reseal.before_commit');
    return { changed: rows.length - unreadable.length, unreadable };
  }

  /** Undefined for one that does not open; the box has logged it, and it is left as it is. */
  private async sealedAnew(owner: string, sealed: string): Promise<string | undefined> {
    const text = await this.box.open(owner, sealed).catch(() => undefined);
    return text === undefined ? undefined : this.box.seal(owner, text);
  }
}

async function store(
  tx: Tx,
  { table, column, key }: SealedColumn,
  row: Record<string, unknown>,
  sealed: string,
): Promise<void> {
  const isRow = key.map((name, index) => `${name} = $${index + 2}`).join(' AND ');
  await tx.query(`UPDATE ${table} SET ${column} = $1 WHERE ${isRow}`, [sealed, ...key.map((name) => row[name])]);
}

async function count(tx: Tx, column: SealedColumn, orgId: string | null, keyId: string): Promise<number> {
  const rows = await tx.query<{ left: number }>(
    `SELECT count(*)::int AS left FROM ${column.table}
      WHERE ${whose(column)} AND NOT starts_with(${column.column}, $2)`,
    [orgId, sealedPrefix(keyId)],
  );
  return rows[0]?.left ?? 0;
}

/** A row of a global table has no organization; asked for with one, there is none. */
function whose({ policy }: SealedColumn): string {
  return policy === 'global' ? '$1::uuid IS NULL' : 'org_id IS NOT DISTINCT FROM $1::uuid';
}
