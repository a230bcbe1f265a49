import { Inject, Injectable } from '@nestjs/common';
import { INSTALLATION_ID, orgPurgedV1 } from '@throughline/contracts';
import { BlobStore } from '../blobs/blob-store.js';
import { PLATFORM_CONFIG, type PlatformConfig } from '../config/platform.config.js';
import { OrgTx } from '../database/org-tx.js';
import { SystemTx } from '../database/system-tx.js';
import type { Tx } from '../database/tx.js';
import { fp } from '../faults/fault-point.js';
import { MANIFEST } from '../messaging/manifest-token.js';
import { Outbox } from '../messaging/outbox.js';
import type { ServiceManifest } from '../service-manifest.js';
import { asInstallation } from './as-installation.js';
import type { PurgeStep } from './purge-order.js';
import { PurgePreparations } from './purge-preparations.js';
import { tenantTables } from './tenant-tables.js';

const BATCH = 2_000;

/**
 * Deletes everything that this service has of an organization: files first, then the rows of every table with a column
 * `org_id`, in batches that each commit with the count so far. A crash loses at most a batch's work and none of the
 * count; whoever looks next goes on. Ends with `org-purged`, in the transaction that found nothing left.
 */
@Injectable()
export class OrgPurge {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly systemTx: SystemTx,
    private readonly outbox: Outbox,
    private readonly preparations: PurgePreparations,
    private readonly blobs: BlobStore,
    @Inject(MANIFEST) private readonly manifest: ServiceManifest,
    @Inject(PLATFORM_CONFIG) private readonly config: PlatformConfig,
  ) {}

  /**
   * Notes that the organization has to go; a second request changes nothing. From the commit on no event of it is
   * applied any more. The deleting begins after `PURGE_DELAY_MS`, when the last tokens for it have run out.
   */
  async request(tx: Tx, organizationId: string): Promise<void> {
    await tx.query(
      `INSERT INTO org_purge (organization_id, not_before)
       VALUES ($1, clock_timestamp() + $2 * interval '1 millisecond') ON CONFLICT DO NOTHING`,
      [organizationId, this.config.PURGE_DELAY_MS],
    );
  }

  /**
   * Purges whatever is due, or ends after the batch at hand when it is told to stop. Resolves to the number of
   * organizations that were due.
   */
  async drain(stopping?: AbortSignal): Promise<number> {
    const due = await this.systemTx.run((tx) =>
      tx.query<{ id: string }>(
        `SELECT organization_id AS id FROM org_purge WHERE finished_at IS NULL AND not_before <= clock_timestamp()
          ORDER BY requested_at LIMIT 10`,
      ),
    );
    for (const { id } of due) if (!stopping?.aborted) await this.purge(id, stopping);
    return due.length;
  }

  private async purge(orgId: string, stopping?: AbortSignal): Promise<void> {
    await this.preparations.run(orgId);
    await this.blobs.removeAll(orgId);
    fp('purge.after_files');
    const steps = await this.systemTx.run(tenantTables);
    let left = true;
    while (left) {
      for (const step of steps) await this.empty(orgId, step, stopping);
      if (stopping?.aborted) return;
      fp('purge.before_finish');
      left = !(await this.finish(orgId, steps));
    }
  }

  private async empty(orgId: string, step: PurgeStep, stopping?: AbortSignal): Promise<void> {
    let gone = BATCH;
    while (gone === BATCH && !stopping?.aborted) {
      gone = await this.orgTx.run(orgId, async (tx) => {
        const rows = await deleteRows(tx, orgId, step);
        if (rows > 0) await countRows(tx, orgId, rows);
        return rows;
      });
      if (gone > 0) fp('purge.after_batch');
      if (step.atOnce) return;
    }
  }

  /** False when something came in behind the deleting; it is deleted and counted by the next round. */
  private async finish(orgId: string, steps: readonly PurgeStep[]): Promise<boolean> {
    return this.orgTx.run(orgId, async (tx) => {
      for (const { table } of steps) {
        if ((await tx.query(`SELECT 1 FROM "${table}" WHERE org_id = $1 LIMIT 1`, [orgId])).length > 0) return false;
      }
      const [job] = await tx.query<{ rows: string }>(
        `UPDATE org_purge SET finished_at = clock_timestamp() WHERE organization_id = $1 AND finished_at IS NULL
         RETURNING rows`,
        [orgId],
      );
      if (job) await this.announce(tx, orgId, Number(job.rows));
      return true;
    });
  }

  private async announce(tx: Tx, organizationId: string, rows: number): Promise<void> {
    const aggregate = { kind: 'org-purge', id: organizationId, orgId: INSTALLATION_ID };
    const data = { service: this.manifest.name, organizationId, rows };
    await asInstallation(tx, () => this.outbox.append(tx, orgPurgedV1, aggregate, data));
  }
}

async function deleteRows(tx: Tx, orgId: string, { table, atOnce }: PurgeStep): Promise<number> {
  const rows = await tx.query<{ gone: number }>('SELECT purge_organization_rows($1, $2, $3) AS gone', [
    table,
    orgId,
    atOnce ? null : BATCH,
  ]);
  return rows[0]?.gone ?? 0;
}

async function countRows(tx: Tx, orgId: string, rows: number): Promise<void> {
  await tx.query('UPDATE org_purge SET rows = rows + $2 WHERE organization_id = $1', [orgId, rows]);
}
