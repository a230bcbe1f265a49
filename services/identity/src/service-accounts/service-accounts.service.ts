import { Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
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
import { keyMaker } from '../api-keys/key-maker.js';
import { notHeld } from '../api-keys/key-scopes.js';
import { rightsOfRole } from '../members/rights-of-role.js';
import { OrganizationsRepository } from '../organizations/organizations.repository.js';
import type { HeldRole } from '../roles/held-role.js';
import { RolesRepository } from '../roles/roles.repository.js';
import { ServiceAccountAuthority } from './service-account-authority.js';
import { ServiceAccountKeysService } from './service-account-keys.service.js';
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
    private readonly keys: ServiceAccountKeysService,
    private readonly organizations: OrganizationsRepository,
    private readonly roles: RolesRepository,
    private readonly authority: ServiceAccountAuthority,
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
    const { name, description = '' } = request;
    return this.orgTx.run(orgId, async (tx) => {
      const role = await this.role(tx, request.role);
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
      // The organization first, as whoever changes a role locks it before the accounts that have it.
      const next = changes.role === undefined ? undefined : await this.role(tx, changes.role);
      const before = found(await this.accounts.lock(tx, id));
      const { name = before.name, description = before.description } = changes;
      const role = next ?? before.role;
      const disabled = changes.disabled ?? before.disabled_at !== null;
      await demandRole(tx, principal, before.role);
      await demandRole(tx, principal, role);
      if (!(await this.accounts.update(tx, id, { name, description, role, disabled }))) throw nameTaken();
      const row = found(await this.accounts.find(tx, id));
      const isOther = row.role.key !== before.role.key || disabled !== (before.disabled_at !== null);
      if (isOther) await this.authority.changed(tx, id);
      await this.audit.record(tx, { ...trailOf(row, 'updated'), before: shown(before), after: shown(row) });
      return toAccount(row);
    });
  }

  /** Ends the account and all of its keys. What it did keeps its name. */
  remove(orgId: string, id: string): Promise<void> {
    return this.orgTx.run(orgId, async (tx) => {
      const row = found(await this.accounts.lock(tx, id));
      await this.keys.revokeAll(tx, id);
      await this.accounts.remove(tx, id);
      await this.authority.changed(tx, id);
      await this.audit.record(tx, { ...trailOf(row, 'removed'), before: shown(row) });
    });
  }

  /** The role with the key. With the organization locked, as for those who delete roles: it stays until the commit. */
  private async role(tx: Tx, key: string): Promise<HeldRole> {
    await this.organizations.lock(tx);
    return this.roles.require(tx, key);
  }
}

/** Nobody makes, changes or raises an account to more than they may do themselves. */
async function demandRole(tx: Tx, principal: Principal, role: HeldRole): Promise<void> {
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
  role: role.key,
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
