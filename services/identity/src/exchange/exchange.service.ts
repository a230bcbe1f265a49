import { Injectable } from '@nestjs/common';
import type { ExchangeRequest, ExchangeResponse } from '@throughline/contracts';
import { SystemTx } from '@throughline/platform';
import { API_KEY_MARK } from '../api-keys/api-key-text.js';
import { AccessTokens } from '../sessions/access-tokens.js';
import { AuthorityQueries, type PersonAuthority } from '../grants/authority.queries.js';
import { refuse } from './exchange.errors.js';
import { ExchangeQueries } from './exchange.queries.js';
import { type Exchanged, NO_MORE } from './exchanged.js';
import { InternalTokens } from './internal-tokens.js';
import { KeyExchange } from './key-exchange.js';

/** For so long at most the gateway may keep an answer. */
const CACHE_SECONDS = 10;

/** Turns a credential from outside into the token that one service believes for a minute. */
@Injectable()
export class ExchangeService {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly accessTokens: AccessTokens,
    private readonly keys: KeyExchange,
    private readonly queries: ExchangeQueries,
    private readonly authority: AuthorityQueries,
    private readonly internalTokens: InternalTokens,
  ) {}

  /** Refuses with `credential_invalid`, or with `not_found` for an organization that is not the caller's. */
  async exchange(request: ExchangeRequest): Promise<ExchangeResponse> {
    const { credential, org, audience } = request;
    const { claims, secondsLeft } = credential.startsWith(API_KEY_MARK)
      ? await this.systemTx.run((tx) => this.keys.exchange(tx, request))
      : await this.ofPerson(credential, org);
    return {
      token: await this.internalTokens.issue(audience, claims),
      orgId: claims.org_id,
      subject: claims.sub,
      keyId: claims.key_id,
      cacheSeconds: Math.max(0, Math.min(CACHE_SECONDS, Math.floor(secondsLeft))),
    };
  }

  private async ofPerson(credential: string, org: string | null): Promise<Exchanged> {
    const access = await this.accessTokens.verify(credential);
    if (!access) throw refuse('credential_invalid');
    const claims = await this.systemTx.run(async (tx) => {
      const person = await this.queries.personOf(tx, access);
      if (!person) throw refuse('credential_invalid');
      const authority = org === null ? null : await this.authority.of(tx, person.id, org);
      if (authority === undefined) throw refuse('not_found');
      const identity = { sub: person.id, kind: 'user' as const, name: person.full_name, auth_epoch: person.auth_epoch };
      return { ...NO_MORE, ...identity, session_id: access.sessionId, ...claimsOf(authority) };
    });
    return { claims, secondsLeft: access.secondsLeft };
  }
}

function claimsOf(authority: PersonAuthority | null) {
  if (!authority) return { org_id: null, role: null, permissions: [] };
  const { orgId, role, environmentGrants } = authority;
  return { org_id: orgId, role: role.key, permissions: [...role.permissions], environment_grants: environmentGrants };
}
