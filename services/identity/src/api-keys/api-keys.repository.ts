import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import type { ApiKeyKind } from './api-keys.dto.js';

export interface ApiKeyRow {
  id: string;
  org_id: string;
  name: string;
  kind: ApiKeyKind;
  prefix: string;
  service_id: string;
  environment_id: string;
  expires_at: Date | null;
  revoked_at: Date | null;
  last_used_at: Date | null;
  created_at: Date;
}

export type NewApiKey = Pick<
  ApiKeyRow,
  'id' | 'name' | 'kind' | 'prefix' | 'service_id' | 'environment_id' | 'expires_at'
> & {
  secret_hash: Buffer;
};

const COLUMNS = `id, org_id, name, kind, prefix, service_id, environment_id, expires_at, revoked_at, last_used_at, created_at`;

@Injectable()
export class ApiKeysRepository {
  /** Newest first; one more than asked for. */
  list(tx: Tx, limit: number, before: string | undefined): Promise<ApiKeyRow[]> {
    return tx.query<ApiKeyRow>(
      `SELECT ${COLUMNS} FROM api_key WHERE org_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
      [tx.orgId, before ?? null, limit + 1],
    );
  }

  async insert(tx: Tx, key: NewApiKey): Promise<ApiKeyRow> {
    const rows = await tx.query<ApiKeyRow>(
      `INSERT INTO api_key (id, org_id, name, kind, prefix, secret_hash, service_id, environment_id, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING ${COLUMNS}`,
      [
        key.id,
        tx.orgId,
        key.name,
        key.kind,
        key.prefix,
        key.secret_hash,
        key.service_id,
        key.environment_id,
        key.expires_at,
      ],
    );
    const row = rows[0];
    if (!row) throw new Error('an insert returns its row');
    return row;
  }

  async find(tx: Tx, id: string): Promise<ApiKeyRow | undefined> {
    return (
      await tx.query<ApiKeyRow>(`SELECT ${COLUMNS} FROM api_key WHERE org_id = $1 AND id = $2`, [tx.orgId, id])
    )[0];
  }

  /** False when it was revoked before. */
  async revoke(tx: Tx, id: string): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE api_key SET revoked_at = clock_timestamp() WHERE org_id = $1 AND id = $2 AND revoked_at IS NULL RETURNING id`,
      [tx.orgId, id],
    );
    return rows.length === 1;
  }

  /** A key that may be used now, with its hash, in whichever organization. For a SystemTx. */
  async usable(tx: Tx, prefix: string): Promise<(ApiKeyRow & { secret_hash: Buffer }) | undefined> {
    const rows = await tx.query<ApiKeyRow & { secret_hash: Buffer }>(
      `SELECT ${COLUMNS}, secret_hash FROM api_key
        WHERE prefix = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > clock_timestamp())`,
      [prefix],
    );
    return rows[0];
  }

  /** To the minute is enough, and spares a write for each exchange. */
  async touch(tx: Tx, id: string): Promise<void> {
    await tx.query(
      `UPDATE api_key SET last_used_at = clock_timestamp()
        WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < clock_timestamp() - interval '1 minute')`,
      [id],
    );
  }
}
