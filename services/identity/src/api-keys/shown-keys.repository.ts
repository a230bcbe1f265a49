import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import { API_KEY_COLUMNS, type ApiKeyRow } from './api-key.row.js';

export interface UsableKey extends Omit<ApiKeyRow, 'read_at'> {
  secret_hash: Buffer;
  /** Until the key ends, or the secret that was shown; null where neither does. */
  seconds_left: number | null;
}

export interface KeyClient {
  ip: string | null;
  /** In words. */
  agent: string | null;
}

const COLUMNS = API_KEY_COLUMNS.split(',')
  .map((column) => `k.${column.trim()}`)
  .join(', ');
const secondsUntil = (end: string): string => `extract(epoch FROM ${end} - clock_timestamp())::float8 AS seconds_left`;
const LIVE = 'k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > clock_timestamp())';

/** Keys as they are shown to us: found by what their text begins with, in whichever organization. For a SystemTx. */
@Injectable()
export class ShownKeysRepository {
  /** A key that may be used now, with the hash of the secret to which the prefix belongs. */
  async usable(tx: Tx, prefix: string): Promise<UsableKey | undefined> {
    const rows = await tx.query<UsableKey>(
      `SELECT ${COLUMNS}, k.secret_hash, ${secondsUntil('k.expires_at')}
         FROM api_key k WHERE k.prefix = $1 AND ${LIVE}
       UNION ALL
       SELECT ${COLUMNS}, s.secret_hash, ${secondsUntil('least(k.expires_at, s.ends_at)')}
         FROM api_key_superseded s JOIN api_key k ON k.id = s.api_key_id
        WHERE s.prefix = $1 AND s.ends_at > clock_timestamp() AND ${LIVE}`,
      [prefix],
    );
    return rows[0];
  }

  /** To the minute is enough, and spares a write for each exchange. */
  async touch(tx: Tx, id: string, { ip, agent }: KeyClient): Promise<void> {
    await tx.query(
      `UPDATE api_key SET last_used_at = clock_timestamp(), last_used_ip = $2, last_used_agent = $3
        WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < clock_timestamp() - interval '1 minute')`,
      [id, ip, agent],
    );
  }
}
