import { Injectable } from '@nestjs/common';
import {
  type ExchangeRequest,
  type ExchangeResponse,
  type InternalTokenClaims,
  KEY_PERMISSIONS,
  type Role,
  ROLE_PERMISSIONS,
} from '@throughline/contracts';
import { SystemTx, type Tx } from '@throughline/platform';
import { API_KEY_MARK } from '../api-keys/api-key-text.js';
import { ApiKeyVerifier } from '../api-keys/api-key-verifier.js';
import { AccessTokens } from '../sessions/access-tokens.js';
import { refuse } from './exchange.errors.js';
import { ExchangeQueries } from './exchange.queries.js';
import { InternalTokens } from './internal-tokens.js';

/** For so long at most the gateway may keep an answer. */
const CACHE_SECONDS = 10;

/** What most tokens do not say. */
const NO_MORE = {
  act: null,
  environment_grants: {},
  session_id: null,
  key_id: null,
  service_id: null,
  environment_id: null,
  read_only: false,
  platform_admin_until: null,
};

interface Exchanged {
  claims: InternalTokenClaims;
  /** Seconds for which the credential itself will still be good. */
  secondsLeft: number;
}

/** Turns a credential from outside into the token that one service believes for a minute. */
@Injectable()
export class ExchangeService {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly accessTokens: AccessTokens,
    private readonly apiKeys: ApiKeyVerifier,
    private readonly queries: ExchangeQueries,
    private readonly internalTokens: InternalTokens,
  ) {}

  /** Refuses with `credential_invalid`, or with `not_found` for an organization that is not the caller's. */
  async exchange({ credential, org, audience }: ExchangeRequest): Promise<ExchangeResponse> {
    const { claims, secondsLeft } = credential.startsWith(API_KEY_MARK)
      ? await this.systemTx.run((tx) => this.ofKey(tx, credential, org))
      : await this.ofPerson(credential, org);
    return {
      token: await this.internalTokens.issue(audience, claims),
      orgId: claims.org_id,
      subject: claims.sub,
      cacheSeconds: Math.max(0, Math.min(CACHE_SECONDS, Math.floor(secondsLeft))),
    };
  }

  private async ofPerson(credential: string, org: string | null): Promise<Exchanged> {
    const access = await this.accessTokens.verify(credential);
    if (!access) throw refuse('credential_invalid');
    const claims = await this.systemTx.run(async (tx) => {
      const person = await this.queries.personOf(tx, access);
      if (!person) throw refuse('credential_invalid');
      const membership = org === null ? null : await this.queries.membership(tx, person.id, org);
      if (membership === undefined) throw refuse('not_found');
      const identity = { sub: person.id, kind: 'user' as const, name: person.full_name, auth_epoch: person.auth_epoch };
      return { ...NO_MORE, ...identity, session_id: access.sessionId, ...authorityOf(membership) };
    });
    return { claims, secondsLeft: access.secondsLeft };
  }

  private async ofKey(tx: Tx, credential: string, org: string | null): Promise<Exchanged> {
    const key = await this.apiKeys.verify(tx, credential);
    if (!key) throw refuse('credential_invalid');
    if (org !== null && !(await this.queries.isOrganization(tx, key.org_id, org))) throw refuse('not_found');
    const identity = { sub: key.id, kind: 'api_key' as const, name: key.name, auth_epoch: 0 };
    const source = { service_id: key.service_id, environment_id: key.environment_id, key_id: key.id };
    const claims = {
      ...NO_MORE,
      ...identity,
      org_id: key.org_id,
      role: null,
      permissions: [...KEY_PERMISSIONS],
      ...source,
    };
    const secondsLeft = key.expires_at ? (key.expires_at.getTime() - Date.now()) / 1_000 : Number.POSITIVE_INFINITY;
    return { claims, secondsLeft };
  }
}

function authorityOf(membership: { orgId: string; role: Role } | null) {
  if (!membership) return { org_id: null, role: null, permissions: [] };
  return { org_id: membership.orgId, role: membership.role, permissions: [...ROLE_PERMISSIONS[membership.role]] };
}
