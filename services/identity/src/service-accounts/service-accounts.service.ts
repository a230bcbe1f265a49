import { Injectable } from '@nestjs/common';
import { identityAuthorityChangedV1, type Role } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import {
  Audit,
  cursorKey,
  OrgTx,
  Outbox,
  type Page,
  type PageQuery,
  type Principal,
  toPage,
  type Tx,
} from '@throughline/platform';
import { ApiKeyChanges } from '../api-keys/api-key-changes.js';
import { ApiKeysRepository } from '../api-keys/api-keys.repository.js';
import { keyMaker } from '../api-keys/key-maker.js';
import { notHeld } from '../api-keys/key-scopes.js';
import { keyTrail } from '../api-keys/key-trail.js';
import { rightsOfRole } from '../members/rights-of-role.js';
import type {
  CreateServiceAccountRequest,
  ServiceAccountResponse,
  UpdateServiceAccountRequest,
} from './service-accounts.dto.js';
import { refuse } from './service-accounts.errors.js';
import { type ServiceAccountRow, ServiceAccountsRepository } from './service-accounts.repository.js';

/** Service accounts: programs that act for themselves, with a role of the organization. */
@Injectable()
export class ServiceAccountsService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly accounts: ServiceAccountsRepository,
    private readonly apiKeys: ApiKeysRepository,
    private readonly keyChanges: ApiKeyChanges,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
  ) {}

  list(orgId: string, query: PageQuery): Promise<Page<ServiceAccountResponse>> {
    const after = cursorKey(query.cursor, 1)?.[0];
    return this.orgTx.run(orgId, async (tx) => {
      const rows = await this.accounts.list(tx, query.limit, after?.toString());
      return toPage(rows, query.limit, (row) => [row.id], toAccount);
    });
  }

  get(orgId: string, id: string): Promise<ServiceAccountResponse> {
    return this.orgTx.run(orgId, async (tx) => toAccount(found(await this.accounts.find(tx, id))));
  }

  create(orgId: string, principal: Principal, request: CreateServiceAccountRequest): Promise<ServiceAccountResponse> {
    keyMaker(principal);
    const { name, description = '', role } = request;
    return this.orgTx.run(orgId, async (tx) => {
      await demandRole(tx, principal, role);
      const id = newId();
      const account = { id, name, description, role, created_by_name: principal.name };
      if (!(await this.accounts.insert(tx, account))) throw nameTaken();
      const row = found(await this.accounts.find(tx, id));
      await this.audit.record(tx, { ...trailOf(row, 'created'), after: shown(row) });
      return toAccount(row);
    });
  }

  /** Refuses to raise, or to touch, an account that may do what the caller may not. */
  update(
    orgId: string,
    principal: Principal,
    id: string,
    changes: UpdateServiceAccountRequest,
  ): Promise<ServiceAccountResponse> {
    keyMaker(principal);
    return this.orgTx.run(orgId, async (tx) => {
      const before = found(await this.accounts.lock(tx, id));
      const { name = before.name, description = before.description, role = before.role } = changes;
      const disabled = changes.disabled ?? before.disabled_at !== null;
      await demandRole(tx, principal, before.role);
      await demandRole(tx, principal, role);
      if (!(await this.accounts.update(tx, id, { name, description, role, disabled }))) throw nameTaken();
      const row = found(await this.accounts.find(tx, id));
      if (row.role !== before.role || disabled !== (before.disabled_at !== null)) await this.authorityChanged(tx, id);
      await this.audit.record(tx, { ...trailOf(row, 'updated'), before: shown(before), after: shown(row) });
      return toAccount(row);
    });
  }

  /** Ends the account and all of its keys. What it did keeps its name. */
  remove(orgId: string, id: string): Promise<void> {
    return this.orgTx.run(orgId, async (tx) => {
      const row = found(await this.accounts.lock(tx, id));
      for (const key of await this.apiKeys.lockLive(tx, { kind: 'service', id })) {
        await this.keyChanges.revoke(tx, key);
        await this.audit.record(tx, keyTrail('revoked', key));
      }
      await this.accounts.remove(tx, id);
      await this.authorityChanged(tx, id);
      await this.audit.record(tx, { ...trailOf(row, 'removed'), before: shown(row) });
    });
  }

  private async authorityChanged(tx: Tx, userId: string): Promise<void> {
    const authEpoch = await this.accounts.nextEpoch(tx, userId);
    const aggregate = { kind: 'authority', id: `${tx.orgId}/${userId}` };
    await this.outbox.append(tx, identityAuthorityChangedV1, aggregate, { userId, authEpoch });
  }
}

/** Nobody makes, changes or raises an account to more than they may do themselves. */
async function demandRole(tx: Tx, principal: Principal, role: Role): Promise<void> {
  const { permissions } = await rightsOfRole(tx, principal.orgId ?? '', role);
  const mine = { permissions: [...principal.permissions], environmentGrants: principal.environmentGrants };
  if (notHeld(permissions, [mine]).length > 0) throw refuse('role_above_own');
}

function found(row: ServiceAccountRow | undefined): ServiceAccountRow {
  if (!row) throw refuse('not_found');
  return row;
}

const nameTaken = () => refuse('name_taken', undefined, [{ pointer: '/name', message: 'is taken' }]);

const shown = ({ name, description, role, disabled_at }: ServiceAccountRow) => ({
  name,
  description,
  role,
  disabled: disabled_at !== null,
});

const trailOf = ({ id, name }: ServiceAccountRow, verb: string) => ({
  action: `service_account.${verb}`,
  resourceKind: 'service_account',
  resourceId: id,
  resourceName: name,
});

function toAccount(row: ServiceAccountRow): ServiceAccountResponse {
  return {
    id: row.id,
    ...shown(row),
    liveKeys: row.live_keys,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    createdBy: row.created_by_name,
    createdAt: row.created_at.toISOString(),
  };
}
