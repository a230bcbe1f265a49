import type { Audit } from '../audit/audit.js';
import type { Logger } from '../context/root-logger.js';
import type { OrgTx } from '../database/org-tx.js';
import type { SystemTx } from '../database/system-tx.js';
import type { Tx } from '../database/tx.js';
import { fp } from '../faults/fault-point.js';
import type { DataKeyRow } from './data-key-store.js';
import type { DataKeys } from './data-keys.js';
import { type Resealed, Resealing } from './resealing.js';
import { PLATFORM_SEALED_COLUMNS, type SealedColumn } from './sealed-columns.js';
import type { SecretBox } from './secret-box.js';

/** Rows of one transaction: few enough that nobody waits long for one of them. */
const BATCH = 500;

export interface RotationParts {
  orgTx: OrgTx;
  systemTx: SystemTx;
  audit: Audit;
  keys: DataKeys;
  box: SecretBox;
  logger: Logger;
  /** Beside the platform's own. */
  sealedColumns: readonly SealedColumn[];
  /** Rows of one transaction; 500. */
  batch?: number;
}

/**
 * New keys for what a service keeps sealed. Every step is a transaction after which everything is readable, so each of
 * these may be ended at any moment and called again; none needs the service to stop.
 */
export class SecretRotation {
  private readonly resealing: Resealing;

  constructor(private readonly parts: RotationParts) {
    this.resealing = new Resealing(parts, parts.box, parts.batch ?? BATCH);
  }

  /**
   * Wraps every data key by the current key-encryption key, in batches of 500. Resolves to how many changed. Keys that
   * this process cannot unwrap are logged and left.
   */
  async rewrap(): Promise<{ changed: number; left: number }> {
    let changed = 0;
    const skip: string[] = [];
    for (;;) {
      const batch = await this.parts.systemTx.run((tx) => this.rewrapBatch(tx, skip));
      changed += batch.changed;
      skip.push(...batch.unreadable);
      if (batch.changed === 0 && batch.unreadable.length === 0) break;
    }
    this.parts.keys.forget();
    return { changed, left: await this.parts.systemTx.run((tx) => this.countForeign(tx)) };
  }

  /** Gives the owner (null: the installation) a new data key for all new seals. Existing ones are for `reseal`. */
  async rotate(orgId: string | null): Promise<void> {
    const draft = await this.parts.keys.draft(orgId);
    const replace = async (tx: Tx): Promise<void> => {
      const retired = await tx.query<{ id: string }>(
        `UPDATE data_key SET retired_at = clock_timestamp() WHERE org_id IS NOT DISTINCT FROM $1 AND retired_at IS NULL RETURNING id`,
        [orgId],
      );
      fp('secrets.rotate.after_retire');
      await insert(tx, draft);
      await this.record(tx, orgId, { action: 'data_key.rotated', before: retired[0]?.id ?? null, after: draft.id });
    };
    await (orgId === null ? this.parts.systemTx.run(replace) : this.parts.orgTx.run(orgId, replace));
    this.parts.keys.forget();
  }

  /** Seals everything of the owner under its present data key that is under another one. */
  async reseal(orgId: string | null): Promise<Resealed> {
    const { id } = await this.parts.keys.sealing(orgId);
    const total = { changed: 0, left: 0 };
    for (const column of [...PLATFORM_SEALED_COLUMNS, ...this.parts.sealedColumns]) {
      const { changed, left } = await this.resealing.column(column, orgId, id);
      if (left > 0)
        this.parts.logger.error({ orgId, table: column.table, column: column.column, left }, 'not re-sealed');
      total.changed += changed;
      total.left += left;
    }
    return total;
  }

  /** Everybody who may have something sealed here: whoever has a data key, or has ever had an event. */
  async owners(): Promise<(string | null)[]> {
    const rows = await this.parts.systemTx.run((tx) =>
      tx.query<{ org_id: string }>(
        `SELECT org_id FROM data_key WHERE org_id IS NOT NULL UNION SELECT org_id FROM aggregate_version ORDER BY 1`,
      ),
    );
    return [null, ...rows.map((row) => row.org_id)];
  }

  private async rewrapBatch(tx: Tx, skip: readonly string[]): Promise<{ changed: number; unreadable: string[] }> {
    const rows = await tx.query<DataKeyRow>(
      `SELECT id, org_id, wrapped, kek_id FROM data_key WHERE kek_id <> $1 AND NOT id = ANY($2::uuid[])
        ORDER BY id LIMIT $3 FOR UPDATE SKIP LOCKED`,
      [this.parts.keys.currentKekId(), skip, this.parts.batch ?? BATCH],
    );
    const unreadable: string[] = [];
    for (const row of rows) {
      const anew = await this.parts.keys.rewrapped(row);
      if (anew) await this.storeWrapped(tx, row, anew);
      else unreadable.push(row.id);
      fp('secrets.rewrap.after_row');
    }
    fp('secrets.rewrap.before_commit');
    if (unreadable.length > 0) this.parts.logger.error({ keys: unreadable }, 'data keys that cannot be unwrapped');
    return { changed: rows.length - unreadable.length, unreadable };
  }

  private async storeWrapped(tx: Tx, row: DataKeyRow, anew: DataKeyRow): Promise<void> {
    await tx.query('UPDATE data_key SET wrapped = $2, kek_id = $3 WHERE id = $1', [row.id, anew.wrapped, anew.kek_id]);
    const change = { before: row.kek_id, after: anew.kek_id };
    await this.record(tx, row.org_id, { action: 'data_key.rewrapped', ...change, keyId: row.id });
  }

  private async countForeign(tx: Tx): Promise<number> {
    const sql = 'SELECT count(*)::int AS left FROM data_key WHERE kek_id <> $1';
    return (await tx.query<{ left: number }>(sql, [this.parts.keys.currentKekId()]))[0]?.left ?? 0;
  }

  /** An audit fact belongs to an organization; what is done to the installation's own key is in the log. */
  private async record(
    tx: Tx,
    orgId: string | null,
    { action, before, after, keyId = after }: { action: string; before: string | null; after: string; keyId?: string },
  ): Promise<void> {
    if (orgId === null) return this.parts.logger.info({ action, before, after, keyId }, 'key of the installation');
    const fact = {
      action,
      resourceKind: 'data_key',
      resourceId: keyId,
      before: { key: before },
      after: { key: after },
    };
    await this.parts.audit.record(tx, fact, orgId);
  }
}

async function insert(tx: Tx, { id, org_id, wrapped, kek_id }: DataKeyRow): Promise<void> {
  await tx.query('INSERT INTO data_key (id, org_id, wrapped, kek_id) VALUES ($1, $2, $3, $4)', [
    id,
    org_id,
    wrapped,
    kek_id,
  ]);
}
