import { Injectable } from '@nestjs/common';
import {
  Audit,
  cursorKey,
  OrgTx,
  type Page,
  type PageQuery,
  type Principal,
  toPage,
  type Tx,
} from '@throughline/platform';
import { ApiKeyChanges } from '../api-keys/api-key-changes.js';
import type { ApiKeyRow, SupersededRow } from '../api-keys/api-key.row.js';
import { ApiKeysRepository } from '../api-keys/api-keys.repository.js';
import { keyFacts } from '../api-keys/key-facts.js';
import type { KeySecretResponse, NewScopedKeyRequest, RotateKeyRequest } from '../api-keys/key-facts.dto.js';
import { keyMaker } from '../api-keys/key-maker.js';
import { notHeld } from '../api-keys/key-scopes.js';
import { keySecret } from '../api-keys/key-secret.js';
import { keyTrail } from '../api-keys/key-trail.js';
import { rightsOfRole } from '../members/rights-of-role.js';
import type { ServiceAccountKeyResponse } from './service-accounts.dto.js';
import { refuse } from './service-accounts.errors.js';
import { type ServiceAccountRow, ServiceAccountsRepository } from './service-accounts.repository.js';

/** The keys of service accounts. */
@Injectable()
export class ServiceAccountKeysService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly accounts: ServiceAccountsRepository,
    private readonly apiKeys: ApiKeysRepository,
    private readonly changes: ApiKeyChanges,
    private readonly audit: Audit,
  ) {}

  list(orgId: string, accountId: string, query: PageQuery): Promise<Page<ServiceAccountKeyResponse>> {
    const before = cursorKey(query.cursor, 1)?.[0];
    return this.orgTx.run(orgId, async (tx) => {
      if (!(await this.accounts.find(tx, accountId))) throw refuse('not_found');
      const rows = await this.apiKeys.list(tx, holderOf(accountId), query.limit, before?.toString());
      const superseded = await this.apiKeys.superseded(
        tx,
        rows.map(({ id }) => id),
      );
      return toPage(
        rows,
        query.limit,
        (row) => [row.id],
        (row) => toKey(row, superseded),
      );
    });
  }

  /** A new key; its text is in this answer and nowhere else. Its scopes are both the account's and the maker's. */
  create(
    orgId: string,
    principal: Principal,
    accountId: string,
    request: NewScopedKeyRequest,
  ): Promise<KeySecretResponse> {
    keyMaker(principal);
    const { name, description = '', expiresAt, scopes } = request;
    return this.orgTx.run(orgId, async (tx) => {
      const account = await this.lock(tx, accountId);
      await demandScopes(tx, principal, account, scopes);
      const draft = { org_id: orgId, name, description, expiresAt, scopes, service_account_id: accountId };
      const made = await this.changes.add(tx, holderOf(accountId), draft);
      await this.audit.record(tx, keyTrail('created', made.row));
      return keySecret(made);
    });
  }

  /** The key's next secret; the one before is good for the overlap. Refused to who does not hold what the key may do. */
  rotate(
    principal: Principal,
    key: { accountId: string; id: string },
    request: RotateKeyRequest,
  ): Promise<KeySecretResponse> {
    keyMaker(principal);
    const orgId = principal.orgId ?? '';
    return this.orgTx.run(orgId, async (tx) => {
      const account = await this.lock(tx, key.accountId);
      const before = await this.apiKeys.lock(tx, holderOf(key.accountId), key.id);
      if (!before) throw refuse('not_found');
      const { permissions } = await rightsOfRole(tx, orgId, account.role);
      demandHeld(
        principal,
        (before.scopes ?? []).filter((scope) => permissions.includes(scope)),
      );
      const made = await this.changes.rotate(tx, before, request);
      await this.audit.record(tx, keyTrail('rotated', made.row, before));
      return keySecret(made);
    });
  }

  /** The key opens nothing from now on. Revoking it again changes nothing. */
  revoke(orgId: string, key: { accountId: string; id: string }): Promise<void> {
    return this.orgTx.run(orgId, async (tx) => {
      const row = await this.apiKeys.lock(tx, holderOf(key.accountId), key.id);
      if (!row) throw refuse('not_found');
      if (await this.changes.revoke(tx, row)) await this.audit.record(tx, keyTrail('revoked', row));
    });
  }

  /** All of the account's. */
  async revokeAll(tx: Tx, accountId: string): Promise<void> {
    for (const row of await this.apiKeys.lockLive(tx, holderOf(accountId))) {
      if (await this.changes.revoke(tx, row)) await this.audit.record(tx, keyTrail('revoked', row));
    }
  }

  private async lock(tx: Tx, accountId: string): Promise<ServiceAccountRow> {
    const account = await this.accounts.lock(tx, accountId);
    if (!account) throw refuse('not_found');
    if (account.disabled_at) throw refuse('account_disabled');
    return account;
  }
}

const holderOf = (accountId: string) => ({ kind: 'service' as const, id: accountId });

async function demandScopes(
  tx: Tx,
  principal: Principal,
  account: ServiceAccountRow,
  scopes: readonly string[],
): Promise<void> {
  const beyond = notHeld(scopes, [await rightsOfRole(tx, principal.orgId ?? '', account.role)]);
  if (beyond.length > 0) {
    const message = `The role ${account.role.name} does not hold ${beyond.join(', ')}.`;
    throw refuse('scope_beyond_role', message, [{ pointer: '/scopes', message: 'must be within the account’s role' }]);
  }
  demandHeld(principal, scopes);
}

function demandHeld({ permissions, environmentGrants }: Principal, scopes: readonly string[]): void {
  const missing = notHeld(scopes, [{ permissions: [...permissions], environmentGrants }]);
  if (missing.length === 0) return;
  throw refuse('scope_not_held', `You do not hold ${missing.join(', ')} yourself, so you cannot give it to a key.`);
}

function toKey(row: ApiKeyRow, superseded: readonly SupersededRow[]): ServiceAccountKeyResponse {
  const { service_account_id: serviceAccountId, scopes } = row;
  if (serviceAccountId === null || scopes === null) throw new Error('a service account’s key names it');
  return { ...keyFacts(row, superseded), serviceAccountId, scopes };
}
