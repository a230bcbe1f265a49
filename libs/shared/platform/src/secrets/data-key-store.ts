import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { PLATFORM_CONFIG, type PlatformConfig } from '../config/platform.config.js';
import { MANIFEST } from '../messaging/manifest-token.js';
import type { ServiceManifest } from '../service-manifest.js';

export interface DataKeyRow {
  id: string;
  /** Null for the key of the installation. */
  org_id: string | null;
  wrapped: string;
  kek_id: string;
}

const COLUMNS = 'id, org_id, wrapped, kek_id';
const CONNECTIONS = 2;
const CONNECT_LIMIT_MS = 5_000;
/** A link that went silent must not keep what waits for a key for ever. */
const QUERY_LIMIT_MS = 10_000;

/**
 * The data keys as rows. It has connections of its own, because secrets are sealed and opened inside transactions: were
 * they to wait for the pool whose connections those transactions hold, a full pool would wait for itself.
 */
@Injectable()
export class DataKeyStore implements OnApplicationShutdown {
  private readonly pool: pg.Pool;

  constructor(
    @Inject(PLATFORM_CONFIG) config: Pick<PlatformConfig, 'DATABASE_URL'>,
    @Inject(MANIFEST) manifest: Pick<ServiceManifest, 'name'>,
  ) {
    this.pool = new pg.Pool({
      connectionString: config.DATABASE_URL,
      max: CONNECTIONS,
      connectionTimeoutMillis: CONNECT_LIMIT_MS,
      query_timeout: QUERY_LIMIT_MS,
      application_name: `${manifest.name}-keys`,
      options: `-c search_path=${manifest.name} -c app.scope=system`,
      keepAlive: true,
    });
    this.pool.on('error', () => undefined); // the next query opens another connection
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }

  /** The key that seals for an organization (null: for the installation) now. */
  active(orgId: string | null): Promise<DataKeyRow | undefined> {
    const sql = `SELECT ${COLUMNS} FROM data_key WHERE org_id IS NOT DISTINCT FROM $1 AND retired_at IS NULL`;
    return this.one(sql, [orgId]);
  }

  byId(id: string): Promise<DataKeyRow | undefined> {
    return this.one(`SELECT ${COLUMNS} FROM data_key WHERE id = $1`, [id]);
  }

  /** Keeps the key unless its owner has one already. */
  async insertFirst(row: DataKeyRow): Promise<void> {
    await this.pool.query(`INSERT INTO data_key (${COLUMNS}) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`, [
      row.id,
      row.org_id,
      row.wrapped,
      row.kek_id,
    ]);
  }

  /** The newest key under each key-encryption key that is in use. */
  async newestByKek(): Promise<DataKeyRow[]> {
    const sql = `SELECT DISTINCT ON (kek_id) ${COLUMNS} FROM data_key ORDER BY kek_id, created_at DESC`;
    return (await this.pool.query<DataKeyRow>(sql)).rows;
  }

  private async one(sql: string, parameters: unknown[]): Promise<DataKeyRow | undefined> {
    return (await this.pool.query<DataKeyRow>(sql, parameters)).rows[0];
  }
}
