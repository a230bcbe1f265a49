import { Inject, Injectable } from '@nestjs/common';
import {
  INTERNAL_TOKEN_ISSUER,
  INTERNAL_TOKEN_SECONDS,
  INTERNAL_TOKEN_TYPE,
  internalTokenClaims,
} from '@throughline/contracts';
import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose';
import { PLATFORM_CONFIG, type PlatformConfig } from '../config/platform.config.js';
import { MANIFEST } from '../messaging/manifest-token.js';
import type { ServiceManifest } from '../service-manifest.js';
import { type Principal, principalOf } from './principal.js';
import { VerifiedTokens } from './verified-tokens.js';

/** Leeway for clocks that differ, in seconds. */
const CLOCK_TOLERANCE_S = 30;

const JWKS = {
  /** An unknown key id causes at most one fetch a minute, however many forged tokens arrive. */
  cooldownDuration: 60_000,
  /** Identity publishes a key for longer than this before it signs. */
  cacheMaxAge: 300_000,
  timeoutDuration: 5_000,
};

/** Verifies internal tokens against identity's public keys. Algorithm, issuer, audience and type are fixed here. */
@Injectable()
export class TokenVerifier {
  private readonly keys: ReturnType<typeof createRemoteJWKSet>;
  /** By the monotonic clock; the library's own look at the time is at the wall clock, which may be set back. */
  private fetchedMs = Number.NEGATIVE_INFINITY;
  private readonly verified = new VerifiedTokens();

  constructor(
    @Inject(PLATFORM_CONFIG) config: PlatformConfig,
    @Inject(MANIFEST) private readonly manifest: ServiceManifest,
  ) {
    this.keys = createRemoteJWKSet(new URL(config.JWKS_URL), JWKS);
  }

  /** The principal of a valid token. Rejects for every other text. */
  async verify(token: string): Promise<Principal> {
    await this.refresh();
    const known = this.verified.find(token);
    if (known) return known;
    const { payload } = await jwtVerify(token, this.keys, {
      algorithms: ['EdDSA'],
      issuer: INTERNAL_TOKEN_ISSUER,
      audience: this.manifest.name,
      typ: INTERNAL_TOKEN_TYPE,
      clockTolerance: CLOCK_TOLERANCE_S,
      maxTokenAge: INTERNAL_TOKEN_SECONDS,
      requiredClaims: ['exp', 'sub'],
    });
    const principal = principalOf(internalTokenClaims.parse(payload));
    this.verified.keep(token, principal, timeOf(payload));
    return principal;
  }

  /** Whatever the wall clock says, a key that identity publishes is known here before it signs. */
  private async refresh(): Promise<void> {
    if (performance.now() - this.fetchedMs < JWKS.cacheMaxAge) return;
    await this.keys.reload();
    this.verified.forgetAll(); // a key that is not published any more signs nobody in
    this.fetchedMs = performance.now();
  }
}

/** What `jwtVerify` holds a token's times to, in Unix milliseconds; it has made sure that they are there. */
function timeOf({ iat = 0, nbf = iat, exp = 0 }: JWTPayload): { fromMs: number; untilMs: number } {
  const untilS = Math.min(exp, iat + INTERNAL_TOKEN_SECONDS) + CLOCK_TOLERANCE_S;
  return { fromMs: (Math.max(iat, nbf) - CLOCK_TOLERANCE_S) * 1_000, untilMs: untilS * 1_000 };
}
