import { Injectable } from '@nestjs/common';
import { type ExchangeRequest, type InternalTokenClaims, KEY_PERMISSIONS } from '@throughline/contracts';
import type { Tx } from '@throughline/platform';
import { ApiKeyVerifier } from '../api-keys/api-key-verifier.js';
import { narrowed } from '../api-keys/key-scopes.js';
import type { UsableKey } from '../api-keys/shown-keys.repository.js';
import { type Rights, rightsOfRole } from '../members/rights-of-role.js';
import { refuse } from './exchange.errors.js';
import { AuthorityQueries } from '../grants/authority.queries.js';
import { type Exchanged, NO_MORE } from './exchanged.js';
import { KeyHoldersQueries } from './key-holders.queries.js';
import { OrganizationGate } from './organization-gate.js';

/** A personal key that is in no organization can be revoked without an event: its answer is kept for a moment only. */
const SECONDS_WITHOUT_EVENTS = 3;

/** What an API key may do now: its scopes, of what its holder may still do. */
@Injectable()
export class KeyExchange {
  constructor(
    private readonly verifier: ApiKeyVerifier,
    private readonly authority: AuthorityQueries,
    private readonly holders: KeyHoldersQueries,
    private readonly gate: OrganizationGate,
  ) {}

  /** Refuses with `credential_invalid`, `key_bound` or, for an organization that is not the key's, `not_found`. */
  async exchange(tx: Tx, { credential, org, client }: ExchangeRequest): Promise<Exchanged> {
    const key = await this.verifier.verify(tx, credential, client);
    if (!key) throw refuse('credential_invalid');
    const held = await this.claimsOf(tx, key, org);
    const claims = held.org_id === null ? held : { ...held, ...(await this.gate.claimsIn(tx, held.org_id)) };
    const secondsLeft = key.seconds_left ?? Number.POSITIVE_INFINITY;
    return {
      claims,
      secondsLeft: claims.org_id === null ? Math.min(secondsLeft, SECONDS_WITHOUT_EVENTS) : secondsLeft,
    };
  }

  private claimsOf(tx: Tx, key: UsableKey, org: string | null): Promise<InternalTokenClaims> {
    switch (key.kind) {
      case 'ingest':
        return this.ofIngest(tx, key, org);
      case 'user':
        return this.ofPerson(tx, key, org);
      case 'service':
        return this.ofServiceAccount(tx, key, org);
    }
  }

  private async ofIngest(tx: Tx, key: UsableKey, org: string | null): Promise<InternalTokenClaims> {
    await this.demandOwnOrganization(tx, key, org);
    const identity = { sub: key.id, kind: 'api_key' as const, name: key.name, auth_epoch: 0 };
    const source = { service_id: key.service_id, environment_id: key.environment_id, key_id: key.id };
    const authority = { org_id: key.org_id, role: null, permissions: [...KEY_PERMISSIONS] };
    return { ...NO_MORE, ...identity, ...authority, ...source };
  }

  private async ofPerson(tx: Tx, key: UsableKey, org: string | null): Promise<InternalTokenClaims> {
    const person = await this.holders.person(tx, key.user_id ?? '');
    if (!person) throw refuse('credential_invalid');
    const { id: sub, full_name: name, auth_epoch } = person;
    const identity = { ...NO_MORE, sub, kind: 'user' as const, name, auth_epoch, key_id: key.id };
    if (org === null) {
      if (key.org_id !== null) throw refuse('key_bound');
      return { ...identity, org_id: null, role: null, permissions: [] };
    }
    const authority = await this.authority.of(tx, sub, org);
    if (!authority || (key.org_id ?? authority.orgId) !== authority.orgId) throw refuse('not_found');
    const { orgId, role, environmentGrants } = authority;
    const rights = { permissions: role.permissions, environmentGrants };
    return { ...identity, org_id: orgId, role: role.key, ...granted(rights, key) };
  }

  private async ofServiceAccount(tx: Tx, key: UsableKey, org: string | null): Promise<InternalTokenClaims> {
    await this.demandOwnOrganization(tx, key, org);
    const account = await this.holders.serviceAccount(tx, key.org_id ?? '', key.service_account_id ?? '');
    if (!account) throw refuse('credential_invalid');
    const { id: sub, name, auth_epoch, role } = account;
    const identity = { ...NO_MORE, sub, kind: 'service_account' as const, name, auth_epoch, key_id: key.id };
    const rights = await rightsOfRole(tx, key.org_id ?? '', role);
    return { ...identity, org_id: key.org_id, role: role.key, ...granted(rights, key) };
  }

  private async demandOwnOrganization(tx: Tx, key: UsableKey, org: string | null): Promise<void> {
    if (org !== null && (await this.authority.organizationId(tx, org)) !== key.org_id) throw refuse('not_found');
  }
}

function granted(rights: Rights, key: UsableKey): Pick<InternalTokenClaims, 'permissions' | 'environment_grants'> {
  const { permissions, environmentGrants } = narrowed(rights, key.scopes ?? []);
  return { permissions: [...permissions], environment_grants: environmentGrants };
}
