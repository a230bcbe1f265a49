import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import { API_KEY_COLUMNS, type ApiKeyRow, type NewApiKey, type SupersededRow } from './api-key.row.js';
import type { KeyHolder } from './api-key-text.js';

/** Whose keys: an organization's own (ingest), a person's, or a service account's. */
export interface Holder {
  kind: KeyHolder;
  /** Of the organization, the person, or the service account. */
  id: string;
}

const COLUMNS = `${API_KEY_COLUMNS}, clock_timestamp() AS read_at`;

const OWNED: Record<KeyHolder, string> = {
  ingest: `kind = 'ingest' AND org_id = $1`,
  user: `kind = 'user' AND user_id = $1`,
  service: `kind = 'service' AND service_account_id = $1`,
};

/** Rows of keys. Personal keys are seen by a SystemTx alone, which names the person. */
@Injectable()
export class ApiKeysRepository {
  /** Newest first; one more than asked for. */
  list(tx: Tx, holder: Holder, limit: number, before: string | undefined): Promise<ApiKeyRow[]> {
    return tx.query<ApiKeyRow>(
      `SELECT ${COLUMNS} FROM api_key WHERE ${OWNED[holder.kind]} AND ($2::uuid IS NULL OR id < $2)
        ORDER BY id DESC LIMIT $3`,
      [holder.id, before ?? null, limit + 1],
    );
  }

  /** The key, locked until the transaction ends. */
  async lock(tx: Tx, holder: Holder, id: string): Promise<ApiKeyRow | undefined> {
    const sql = `SELECT ${COLUMNS} FROM api_key WHERE ${OWNED[holder.kind]} AND id = $2 FOR UPDATE`;
    return (await tx.query<ApiKeyRow>(sql, [holder.id, id]))[0];
  }

  /** All that still open something, locked; oldest first. */
  lockLive(tx: Tx, holder: Holder): Promise<ApiKeyRow[]> {
    return tx.query<ApiKeyRow>(
      `SELECT ${COLUMNS} FROM api_key WHERE ${OWNED[holder.kind]} AND revoked_at IS NULL ORDER BY id FOR UPDATE`,
      [holder.id],
    );
  }

  async countLive(tx: Tx, holder: Holder): Promise<number> {
    const sql = `SELECT count(*)::int AS keys FROM api_key WHERE ${OWNED[holder.kind]} AND revoked_at IS NULL
                    AND (expires_at IS NULL OR expires_at > clock_timestamp())`;
    return (await tx.query<{ keys: number }>(sql, [holder.id]))[0]?.keys ?? 0;
  }

  async insert(tx: Tx, key: NewApiKey): Promise<ApiKeyRow> {
    const { service_account_id: account = null, service_id: service = null, environment_id: environment = null } = key;
    const rows = await tx.query<ApiKeyRow>(
      `INSERT INTO api_key (id, org_id, kind, name, description, prefix, secret_hash, expires_at, created_by_name,
         scopes, user_id, service_account_id, service_id, environment_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) RETURNING ${COLUMNS}`,
      [
        key.id,
        key.org_id,
        key.kind,
        key.name,
        key.description,
        key.prefix,
        key.secret_hash,
        key.expires_at,
        key.created_by_name,
        key.scopes ?? null,
        key.user_id ?? null,
        account,
        service,
        environment,
      ],
    );
    return only(rows);
  }

  /** The secrets that were rotated out of these keys and are still good, or were until a month ago; newest first. */
  superseded(tx: Tx, keyIds: readonly string[]): Promise<SupersededRow[]> {
    return tx.query<SupersededRow>(
      `SELECT api_key_id, version, prefix, created_at, ends_at FROM api_key_superseded
        WHERE api_key_id = ANY ($1) AND ends_at > clock_timestamp() - interval '30 days' ORDER BY version DESC`,
      [keyIds],
    );
  }

  /** False when it was revoked before. */
  async revoke(tx: Tx, id: string): Promise<boolean> {
    const rows = await tx.query(
      'UPDATE api_key SET revoked_at = clock_timestamp() WHERE id = $1 AND revoked_at IS NULL RETURNING id',
      [id],
    );
    return rows.length === 1;
  }

  /** Keeps the secret of the locked key for so many hours, though not beyond the key's own end, and older ones no longer. */
  async supersede(tx: Tx, row: ApiKeyRow, supersededId: string, overlapHours: number): Promise<void> {
    const endsAt = `least(clock_timestamp() + $2 * interval '1 hour', (SELECT expires_at FROM api_key WHERE id = $1))`;
    await tx.query(`UPDATE api_key_superseded SET ends_at = least(ends_at, ${endsAt}) WHERE api_key_id = $1`, [
      row.id,
      overlapHours,
    ]);
    await tx.query(
      `INSERT INTO api_key_superseded (id, org_id, api_key_id, version, prefix, secret_hash, created_at, ends_at)
       SELECT $3, org_id, id, version, prefix, secret_hash, coalesce(rotated_at, created_at), ${endsAt}
         FROM api_key WHERE id = $1`,
      [row.id, overlapHours, supersededId],
    );
  }

  /** Gives the locked key its next secret. */
  async renew(
    tx: Tx,
    id: string,
    next: { prefix: string; secret_hash: Buffer; expires_at: Date | null },
  ): Promise<ApiKeyRow> {
    return only(
      await tx.query<ApiKeyRow>(
        `UPDATE api_key SET prefix = $2, secret_hash = $3, expires_at = $4, version = version + 1,
                rotated_at = clock_timestamp() WHERE id = $1 RETURNING ${COLUMNS}`,
        [id, next.prefix, next.secret_hash, next.expires_at],
      ),
    );
  }
}

function only(rows: ApiKeyRow[]): ApiKeyRow {
  const row = rows[0];
  if (!row) throw new Error('a written row is returned');
  return row;
}
