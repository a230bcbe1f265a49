import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DatabaseClock, databaseNow, fp, SystemTx } from '@throughline/platform';
import { createLocalJWKSet, type CryptoKey, type JWK } from 'jose';
import { SigningKeyMaker } from './signing-key-maker.js';
import { type KeyTimes, publishedAt, signerAt } from './signing-key-schedule.js';
import { type SigningKeyRow, SigningKeysRepository } from './signing-keys.repository.js';

interface LoadedKey extends KeyTimes {
  kid: string;
  publicJwk: JWK;
  privateKey: CryptoKey;
}

export interface SigningKey extends LoadedKey {
  /** Finds the key of a token that this installation signed. */
  verificationKeys: ReturnType<typeof createLocalJWKSet>;
}

/**
 * The installation's Ed25519 key pairs: the first is made by the first replica that starts, each is the same for all. Which
 * of them sign and are published, the database's clock decides: by its own, a replica would sign with what nobody knows.
 */
@Injectable()
export class SigningKeys implements OnModuleInit {
  private loaded: LoadedKey[] = [];
  private verificationKeys = createLocalJWKSet({ keys: [] });

  constructor(
    private readonly systemTx: SystemTx,
    private readonly clock: DatabaseClock,
    private readonly repository: SigningKeysRepository,
    private readonly maker: SigningKeyMaker,
  ) {}

  async onModuleInit(): Promise<void> {
    if ((await this.rows()).length === 0) await this.create();
    await this.reload();
  }

  /** The key that signs. Throws before the module is up. */
  current(): SigningKey {
    const signer = signerAt(this.loaded, this.clock.last().getTime());
    if (!signer) throw new Error('the signing key is not loaded yet');
    return { ...signer, verificationKeys: this.verificationKeys };
  }

  /** The public keys, as verifiers fetch them: those that signed what is still valid, and the one that will sign next. */
  jwks(): { keys: JWK[] } {
    return { keys: publishedAt(this.loaded, this.clock.last().getTime()).map(({ publicJwk }) => publicJwk) };
  }

  /** Takes over what a rotation has changed. What was loaded stays in use when this rejects. */
  async reload(): Promise<void> {
    await this.clock.read();
    const rows = await this.rows();
    this.loaded = await Promise.all(rows.map((row) => this.load(row)));
    this.verificationKeys = createLocalJWKSet(this.jwks());
  }

  private rows(): Promise<SigningKeyRow[]> {
    return this.systemTx.run((tx) => this.repository.all(tx));
  }

  private async load(row: SigningKeyRow): Promise<LoadedKey> {
    const known = this.loaded.find(({ kid }) => kid === row.kid);
    return {
      kid: row.kid,
      publicJwk: row.public_jwk,
      privateKey: known?.privateKey ?? (await this.maker.open(row)),
      signsAt: row.signs_at,
      retiredAt: row.retired_at,
    };
  }

  /** A transaction of its own: the winner's key is only sure to be seen by a statement that begins after its commit. */
  private async create(): Promise<void> {
    const draft = await this.maker.draft();
    await this.systemTx.run(async (tx) => this.repository.insert(tx, draft, await databaseNow(tx)));
    fp('identity.signing_key.after_insert');
  }
}
