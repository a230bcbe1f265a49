import { Injectable, type OnModuleInit } from '@nestjs/common';
import { fp, SecretBox, SystemTx } from '@throughline/platform';
import {
  calculateJwkThumbprint,
  createLocalJWKSet,
  type CryptoKey,
  exportJWK,
  exportPKCS8,
  generateKeyPair,
  importPKCS8,
  type JWK,
} from 'jose';
import { type SigningKeyRow, SigningKeysRepository } from './signing-keys.repository.js';

const ALGORITHM = 'EdDSA';

export interface SigningKey {
  kid: string;
  publicJwk: JWK;
  privateKey: CryptoKey;
  /** Finds the key of a token that this installation signed. */
  verificationKeys: ReturnType<typeof createLocalJWKSet>;
}

/** The installation's Ed25519 key pair: made by the first replica that starts, the same for all. */
@Injectable()
export class SigningKeys implements OnModuleInit {
  private loaded: SigningKey | undefined;

  constructor(
    private readonly systemTx: SystemTx,
    private readonly repository: SigningKeysRepository,
    private readonly secretBox: SecretBox,
  ) {}

  async onModuleInit(): Promise<void> {
    this.loaded = await this.load();
  }

  /** The key that signs. Throws before the module is up. */
  current(): SigningKey {
    if (!this.loaded) throw new Error('the signing key is not loaded yet');
    return this.loaded;
  }

  /** The public keys, as verifiers fetch them. */
  jwks(): { keys: JWK[] } {
    return { keys: [this.current().publicJwk] };
  }

  private async load(): Promise<SigningKey> {
    const row = (await this.systemTx.run((tx) => this.repository.active(tx))) ?? (await this.create());
    const pem = await this.secretBox.open(ownerOf(row.kid), row.private_key_sealed);
    const publicJwk = row.public_jwk;
    const verificationKeys = createLocalJWKSet({ keys: [publicJwk] });
    return { kid: row.kid, publicJwk, privateKey: await importPKCS8(pem, ALGORITHM), verificationKeys };
  }

  /** Two transactions: the winner's key is only sure to be seen by a statement that begins after its commit. */
  private async create(): Promise<SigningKeyRow> {
    const draft = await this.draft();
    await this.systemTx.run((tx) => this.repository.insertFirst(tx, draft));
    fp('identity.signing_key.after_insert');
    const row = await this.systemTx.run((tx) => this.repository.active(tx));
    if (!row) throw new Error('no signing key after creating one');
    return row;
  }

  private async draft(): Promise<SigningKeyRow> {
    const { publicKey, privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
    const jwk = await exportJWK(publicKey);
    const kid = await calculateJwkThumbprint(jwk);
    return {
      kid,
      public_jwk: { ...jwk, kid, alg: ALGORITHM, use: 'sig' },
      private_key_sealed: await this.secretBox.seal(ownerOf(kid), await exportPKCS8(privateKey)),
    };
  }
}

const ownerOf = (kid: string): string => `signing_key/${kid}/private_key`;
