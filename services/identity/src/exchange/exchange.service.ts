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
import { ExchangeQueries, type LivePerson } from './exchange.queries.js';
import { impersonatedClaims, ImpersonatedExchange } from './impersonated-exchange.js';
import { OrganizationGate } from './organization-gate.js';
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
    private readonly impersonated: ImpersonatedExchange,
    private readonly gate: OrganizationGate,
  ) {}

  /** Refuses with `credential_invalid`, or with `not_found` for an organization that is not the caller's. */
  async exchange({ credential, org, audience }: ExchangeRequest): Promise<ExchangeResponse> {
    const { claims, secondsLeft } = credential.startsWith(API_KEY_MARK)
      ? await this.systemTx.run((tx) => this.ofKey(tx, credential, org))
      : ((await this.ofImpersonation(credential, org)) ?? (await this.ofPerson(credential, org)));
    return {
      token: await this.internalTokens.issue(audience, claims, secondsLeft),
      orgId: claims.org_id,
      subject: claims.sub,
      cacheSeconds: cacheSeconds(claims, secondsLeft),
    };
  }

  private async ofPerson(credential: string, org: string | null): Promise<Exchanged> {
    const access = await this.accessTokens.verify(credential);
    if (!access) throw refuse('credential_invalid');
    const claims = await this.systemTx.run(async (tx) => {
      const person = await this.queries.personOf(tx, access);
      if (!person) throw refuse('credential_invalid');
      return this.claimsOf(tx, { person, sessionId: access.sessionId, org });
    });
    return { claims, secondsLeft: access.secondsLeft };
  }

  private async ofImpersonation(credential: string, org: string | null): Promise<Exchanged | undefined> {
    const token = await this.impersonated.verify(credential);
    if (!token) return undefined;
    const claims = await this.systemTx.run(async (tx) => {
      const { person, impersonation } = await this.impersonated.find(tx, token, org);
      return impersonatedClaims(await this.claimsOf(tx, { person, sessionId: null, org }), impersonation);
    });
    return { claims, secondsLeft: token.secondsLeft };
  }

  private async claimsOf(
    tx: Tx,
    { person, sessionId, org }: { person: LivePerson; sessionId: string | null; org: string | null },
  ): Promise<InternalTokenClaims> {
    const membership = org === null ? null : await this.queries.membership(tx, person.id, org);
    if (membership === undefined) throw refuse('not_found');
    const identity = { sub: person.id, kind: 'user' as const, name: person.full_name, auth_epoch: person.auth_epoch };
    return {
      ...NO_MORE,
      ...identity,
      session_id: sessionId,
      ...authorityOf(membership),
      ...(await this.gate.claims(tx, { userId: person.id, sessionId, orgId: membership?.orgId ?? null })),
    };
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
      ...(await this.gate.claimsIn(tx, key.org_id)),
    };
    const secondsLeft = key.expires_at ? (key.expires_at.getTime() - Date.now()) / 1_000 : Number.POSITIVE_INFINITY;
    return { claims, secondsLeft };
  }
}

/** What a platform admin may do outside an organization changes with a step-up, from one request to the next. */
function cacheSeconds(claims: InternalTokenClaims, secondsLeft: number): number {
  if (claims.platform_admin_until !== null) return 0;
  return Math.max(0, Math.min(CACHE_SECONDS, Math.floor(secondsLeft)));
}

function authorityOf(membership: { orgId: string; role: Role } | null) {
  if (!membership) return { org_id: null, role: null, permissions: [] };
  return { org_id: membership.orgId, role: membership.role, permissions: [...ROLE_PERMISSIONS[membership.role]] };
}
