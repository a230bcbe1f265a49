import { Injectable } from '@nestjs/common';
import type { ExchangeRequest, ExchangeResponse, InternalTokenClaims } from '@throughline/contracts';
import { SystemTx } from '@throughline/platform';
import { API_KEY_MARK } from '../api-keys/api-key-text.js';
import { AccessTokens } from '../sessions/access-tokens.js';
import { refuse } from './exchange.errors.js';
import type { Exchanged } from './exchanged.js';
import { InternalTokens } from './internal-tokens.js';
import { KeyExchange } from './key-exchange.js';
import { PersonExchange } from './person-exchange.js';

/** For so long at most the gateway may keep an answer. */
const CACHE_SECONDS = 10;

/** Turns a credential from outside into the token that one service believes for a minute. */
@Injectable()
export class ExchangeService {
  constructor(
    private readonly accessTokens: AccessTokens,
    private readonly keys: KeyExchange,
    private readonly people: PersonExchange,
    private readonly internalTokens: InternalTokens,
    private readonly systemTx: SystemTx,
  ) {}

  /** Refuses with `credential_invalid`, or with `not_found` for an organization that is not the caller's. */
  async exchange(request: ExchangeRequest): Promise<ExchangeResponse> {
    const { credential, org, audience } = request;
    const { claims, secondsLeft } = credential.startsWith(API_KEY_MARK)
      ? await this.systemTx.run((tx) => this.keys.exchange(tx, request))
      : ((await this.people.ofImpersonation(credential, org)) ?? (await this.ofSession(credential, org)));
    return {
      token: await this.internalTokens.issue(audience, claims, secondsLeft),
      orgId: claims.org_id,
      subject: claims.sub,
      keyId: claims.key_id,
      cacheSeconds: cacheSeconds(claims, secondsLeft),
    };
  }

  private async ofSession(credential: string, org: string | null): Promise<Exchanged> {
    const access = await this.accessTokens.verify(credential);
    if (!access) throw refuse('credential_invalid');
    return { claims: await this.people.ofSession(access, org), secondsLeft: access.secondsLeft };
  }
}

/** What a platform admin may do outside an organization changes with a step-up, from one request to the next. */
function cacheSeconds(claims: InternalTokenClaims, secondsLeft: number): number {
  if (claims.platform_admin_until !== null) return 0;
  return Math.max(0, Math.min(CACHE_SECONDS, Math.floor(secondsLeft)));
}
