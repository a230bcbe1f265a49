import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import type { JWK } from 'jose';

export interface SigningKeyRow {
  kid: string;
  public_jwk: JWK;
  private_key_sealed: string;
}

@Injectable()
export class SigningKeysRepository {
  /** The key that signs now, or undefined before the very first start. */
  async active(tx: Tx): Promise<SigningKeyRow | undefined> {
    const rows = await tx.query<SigningKeyRow>(
      'SELECT kid, public_jwk, private_key_sealed FROM signing_key WHERE retired_at IS NULL',
    );
    return rows[0];
  }

  /** Keeps the key unless another replica has been quicker. */
  async insertFirst(tx: Tx, key: SigningKeyRow): Promise<void> {
    await tx.query(
      `INSERT INTO signing_key (kid, public_jwk, private_key_sealed) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
      [key.kid, JSON.stringify(key.public_jwk), key.private_key_sealed],
    );
  }
}
