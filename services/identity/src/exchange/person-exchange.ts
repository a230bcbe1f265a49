import { Injectable } from '@nestjs/common';
import type { InternalTokenClaims } from '@throughline/contracts';
import { SystemTx, type Tx } from '@throughline/platform';
import { AuthorityQueries, type PersonAuthority } from '../grants/authority.queries.js';
import { refuse } from './exchange.errors.js';
import { ExchangeQueries, type LivePerson } from './exchange.queries.js';
import { type Exchanged, NO_MORE } from './exchanged.js';
import { impersonatedClaims, ImpersonatedExchange } from './impersonated-exchange.js';
import { OrganizationGate } from './organization-gate.js';

/** What a person may do now: by a session of their own, or by somebody who acts as them. */
@Injectable()
export class PersonExchange {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly queries: ExchangeQueries,
    private readonly authority: AuthorityQueries,
    private readonly impersonated: ImpersonatedExchange,
    private readonly gate: OrganizationGate,
  ) {}

  /** Refuses with `credential_invalid` for a session that is over, or with `not_found` for an organization that is not theirs. */
  ofSession(session: { userId: string; sessionId: string }, org: string | null): Promise<InternalTokenClaims> {
    return this.systemTx.run(async (tx) => {
      const person = await this.queries.personOf(tx, session);
      if (!person) throw refuse('credential_invalid');
      return this.claimsOf(tx, { person, sessionId: session.sessionId, org });
    });
  }

  /** Undefined for a credential that is no impersonation's token. */
  async ofImpersonation(credential: string, org: string | null): Promise<Exchanged | undefined> {
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
    const authority = org === null ? null : await this.authority.of(tx, person.id, org);
    if (authority === undefined) throw refuse('not_found');
    const identity = { sub: person.id, kind: 'user' as const, name: person.full_name, auth_epoch: person.auth_epoch };
    const standing = { userId: person.id, sessionId, orgId: authority?.orgId ?? null };
    return {
      ...NO_MORE,
      ...identity,
      session_id: sessionId,
      ...held(authority),
      ...(await this.gate.claims(tx, standing)),
    };
  }
}

function held(authority: PersonAuthority | null) {
  if (!authority) return { org_id: null, role: null, permissions: [] };
  const { orgId, role, environmentGrants } = authority;
  return { org_id: orgId, role: role.key, permissions: [...role.permissions], environment_grants: environmentGrants };
}
