import { Inject, Injectable } from '@nestjs/common';
import {
  INTERNAL_TOKEN_ISSUER,
  INTERNAL_TOKEN_SECONDS,
  INTERNAL_TOKEN_TYPE,
  internalTokenClaims,
} from '@throughline/contracts';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { PLATFORM_CONFIG, type PlatformConfig } from '../config/platform.config.js';
import { MANIFEST } from '../messaging/manifest-token.js';
import type { ServiceManifest } from '../service-manifest.js';
import { type Principal, principalOf } from './principal.js';

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

  constructor(
    @Inject(PLATFORM_CONFIG) config: PlatformConfig,
    @Inject(MANIFEST) private readonly manifest: ServiceManifest,
  ) {
    this.keys = createRemoteJWKSet(new URL(config.JWKS_URL), JWKS);
  }

  /** The principal of a valid token. Rejects for every other text. */
  async verify(token: string): Promise<Principal> {
    await this.refresh();
    const { payload } = await jwtVerify(token, this.keys, {
      algorithms: ['EdDSA'],
      issuer: INTERNAL_TOKEN_ISSUER,
      audience: this.manifest.name,
      typ: INTERNAL_TOKEN_TYPE,
      clockTolerance: CLOCK_TOLERANCE_S,
      maxTokenAge: INTERNAL_TOKEN_SECONDS,
      requiredClaims: ['exp', 'sub'],
    });
    return principalOf(internalTokenClaims.parse(payload));
  }

  /** Whatever the wall clock says, a key that identity publishes is known here before it signs. */
  private async refresh(): Promise<void> {
    if (performance.now() - this.fetchedMs < JWKS.cacheMaxAge) return;
    await this.keys.reload();
    this.fetchedMs = performance.now();
  }
}
