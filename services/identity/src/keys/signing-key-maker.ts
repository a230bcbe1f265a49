import { Injectable } from '@nestjs/common';
import { SecretBox } from '@throughline/platform';
import {
  calculateJwkThumbprint,
  type CryptoKey,
  exportJWK,
  exportPKCS8,
  generateKeyPair,
  importPKCS8,
  type JWK,
} from 'jose';

export const ALGORITHM = 'EdDSA';

export interface SealedKey {
  kid: string;
  public_jwk: JWK;
  private_key_sealed: string;
}

/** Makes Ed25519 key pairs, and opens those that were made. */
@Injectable()
export class SigningKeyMaker {
  constructor(private readonly secretBox: SecretBox) {}

  /** A new pair, its private part sealed. */
  async draft(): Promise<SealedKey> {
    const { publicKey, privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
    const jwk = await exportJWK(publicKey);
    const kid = await calculateJwkThumbprint(jwk);
    return {
      kid,
      public_jwk: { ...jwk, kid, alg: ALGORITHM, use: 'sig' },
      private_key_sealed: await this.secretBox.seal(ownerOf(kid), await exportPKCS8(privateKey)),
    };
  }

  /** Rejects with `secret_unreadable` where the private part is not the one of this kid. */
  async open(key: SealedKey): Promise<CryptoKey> {
    return importPKCS8(await this.secretBox.open(ownerOf(key.kid), key.private_key_sealed), ALGORITHM);
  }
}

const ownerOf = (kid: string): string => `signing_key/${kid}/private_key`;
