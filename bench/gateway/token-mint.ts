import { createPrivateKey, type KeyObject, sign } from 'node:crypto';

interface Claims {
  sub: string;
  sid: string;
  iat: number;
  exp: number;
}

/**
 * Signs access tokens as identity does, with the key of this throw-away installation: an exchange that must miss the
 * gateway's cache needs a new token for each request, which no login gives fast enough.
 */
export class TokenMint {
  readonly #key: KeyObject;
  readonly #header: string;
  readonly #claims: Claims;
  #made = 0;

  /** @param sample a token that identity issued: its person and session are those of the minted ones */
  constructor(pem: string, sample: string) {
    const [header = '', claims = ''] = sample.split('.');
    this.#key = createPrivateKey(pem);
    this.#header = header;
    this.#claims = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Claims;
  }

  /** Tokens that are valid from now and differ from every one before. */
  mint(count: number): string[] {
    const now = Math.floor(Date.now() / 1_000);
    const lifetime = this.#claims.exp - this.#claims.iat;
    return Array.from({ length: count }, () => {
      this.#made += 1;
      const claims = { ...this.#claims, iat: now, exp: now + lifetime, jti: `bench-${this.#made}` };
      const text = `${this.#header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
      return `${text}.${sign(null, Buffer.from(text), this.#key).toString('base64url')}`;
    });
  }
}
