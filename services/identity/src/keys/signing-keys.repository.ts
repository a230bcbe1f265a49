import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import type { SealedKey } from './signing-key-maker.js';

export interface SigningKeyRow extends SealedKey {
  signs_at: Date;
  retired_at: Date | null;
}

const COLUMNS = 'kid, public_jwk, private_key_sealed, signs_at, retired_at';

@Injectable()
export class SigningKeysRepository {
  /** Every key that is kept: at most one without an end. */
  all(tx: Tx): Promise<SigningKeyRow[]> {
    return tx.query<SigningKeyRow>(`SELECT ${COLUMNS} FROM signing_key ORDER BY signs_at`);
  }

  /** The key without an end, locked; undefined before the very first start. */
  async lockNewest(tx: Tx): Promise<SigningKeyRow | undefined> {
    const rows = await tx.query<SigningKeyRow>(
      `SELECT ${COLUMNS} FROM signing_key WHERE retired_at IS NULL FOR UPDATE`,
    );
    return rows[0];
  }

  /** Keeps the key unless another one has no end either: of replicas that start at once, one wins. */
  async insert(tx: Tx, key: SealedKey, signsAt: Date): Promise<void> {
    await tx.query(
      `INSERT INTO signing_key (kid, public_jwk, private_key_sealed, signs_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING`,
      [key.kid, JSON.stringify(key.public_jwk), key.private_key_sealed, signsAt],
    );
  }

  async retire(tx: Tx, kid: string, retiredAt: Date): Promise<void> {
    await tx.query('UPDATE signing_key SET retired_at = $2 WHERE kid = $1 AND retired_at IS NULL', [kid, retiredAt]);
  }

  /** Destroys the keys whose end has come: their private parts are of no use to us. */
  async dropRetired(tx: Tx, now: Date): Promise<void> {
    await tx.query('DELETE FROM signing_key WHERE retired_at <= $1', [now]);
  }
}
