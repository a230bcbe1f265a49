import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { isId } from '@throughline/kernel';
import { PLATFORM_CONFIG, type PlatformConfig } from '../config/platform.config.js';
import { OrgTx } from '../database/org-tx.js';
import { SystemTx } from '../database/system-tx.js';
import type { Tx } from '../database/tx.js';
import { MANIFEST } from '../messaging/manifest-token.js';
import type { ServiceManifest } from '../service-manifest.js';
import { KeyRing } from './key-ring.js';
import type { SealedColumn } from './sealed-columns.js';
import { keyIdOf } from './sealed-text.js';

const ORGANIZATIONS = 5;

/**
 * Refuses to start when the newest secret of a column is sealed under a key-encryption key itself (from before there
 * were data keys) that this process was not given. Of tenants' tables a few organizations are looked at. Whether the
 * text opens is not asked: one row that was altered must not keep a service from starting.
 */
@Injectable()
export class SealedRowsCheck implements OnModuleInit {
  private readonly ring: KeyRing;

  constructor(
    private readonly systemTx: SystemTx,
    private readonly orgTx: OrgTx,
    @Inject(MANIFEST) private readonly manifest: Pick<ServiceManifest, 'sealedColumns'>,
    @Inject(PLATFORM_CONFIG) config: Pick<PlatformConfig, 'KEK' | 'KEK_PREVIOUS'>,
  ) {
    this.ring = new KeyRing(config);
  }

  async onModuleInit(): Promise<void> {
    const columns = this.manifest.sealedColumns ?? [];
    const isTenants = ({ policy }: SealedColumn): boolean => policy === 'tenant';
    await this.systemTx.run((tx) =>
      this.checkAll(
        tx,
        columns.filter((column) => !isTenants(column)),
      ),
    );
    const tenants = columns.filter(isTenants);
    if (tenants.length === 0) return;
    for (const orgId of await this.systemTx.run(someOrganizations))
      await this.orgTx.run(orgId, (tx) => this.checkAll(tx, tenants));
  }

  private async checkAll(tx: Tx, columns: readonly SealedColumn[]): Promise<void> {
    for (const column of columns) {
      const keyId = keyIdOf((await newest(tx, column)) ?? '');
      if (keyId === undefined || isId(keyId) || this.ring.find(keyId)) continue;
      throw new Error(
        `${column.table}.${column.column} holds secrets under the key-encryption key ${keyId}, and this process has ` +
          `${this.ring.ids().join(', ')}: give it that one in KEK_PREVIOUS, and let secrets rewrap run; nothing was changed`,
      );
    }
  }
}

async function newest(tx: Tx, { table, column, key }: SealedColumn): Promise<string | undefined> {
  const order = key.map((name) => `${name} DESC`).join(', ');
  const sql = `SELECT ${column} AS sealed FROM ${table} WHERE ${column} IS NOT NULL ORDER BY ${order} LIMIT 1`;
  return (await tx.query<{ sealed: string }>(sql))[0]?.sealed;
}

async function someOrganizations(tx: Tx): Promise<string[]> {
  const rows = await tx.query<{ org_id: string }>(
    `SELECT DISTINCT org_id FROM (SELECT org_id FROM aggregate_version ORDER BY org_id DESC LIMIT 200) AS newest
      ORDER BY org_id DESC LIMIT ${ORGANIZATIONS}`,
  );
  return rows.map((row) => row.org_id);
}
