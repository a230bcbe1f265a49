import { Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import { Audit, OrgTx, type Principal, type Tx } from '@throughline/platform';
import { type Acting, ActingMembers } from '../members/acting-members.js';
import { MembershipChanges } from '../members/membership-changes.js';
import { ServiceAccountAuthority } from '../service-accounts/service-account-authority.js';
import { type HeldRole, isBuiltIn } from './held-role.js';
import { ROLE_KEY } from './is-role-key.js';
import { isAbove, lackingOf, refusalOfGrant } from './role-authority.js';
import { isBuiltInName, MAX_ROLES, roleKeyCandidates, rolePermissions } from './role-rules.js';
import { roleView, roleViews, useInWords } from './role-view.js';
import type { CreateRoleRequest, RoleListResponse, RoleResponse, UpdateRoleRequest } from './roles.dto.js';
import { refuse } from './roles.errors.js';
import { type CustomRole, type NewRole, RolesRepository } from './roles.repository.js';

/** The roles of an organization: the presets, and those that it makes for itself. */
@Injectable()
export class RolesService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly acting: ActingMembers,
    private readonly roles: RolesRepository,
    private readonly changes: MembershipChanges,
    private readonly audit: Audit,
    private readonly serviceAccounts: ServiceAccountAuthority,
  ) {}

  list(orgId: string): Promise<RoleListResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      return { items: roleViews(await this.roles.list(tx), await this.roles.uses(tx)) };
    });
  }

  /** Blank, or a copy of another; nobody makes one with more than they hold. */
  create(orgId: string, principal: Principal, request: CreateRoleRequest): Promise<RoleResponse> {
    return this.acting.run(orgId, principal, 'roles.manage', async (tx, actor) => {
      const copied = request.copyOf === undefined ? undefined : await this.roles.require(tx, request.copyOf);
      return roleView(await this.add(tx, actor, draftOf(request, copied)));
    });
  }

  /** Changes what is sent; everybody who has the role has what it then holds, within seconds. */
  update(orgId: string, principal: Principal, key: string, request: UpdateRoleRequest): Promise<RoleResponse> {
    return this.acting.run(orgId, principal, 'roles.manage', async (tx, actor) => {
      const before = await this.customRole(tx, key);
      const after: CustomRole = {
        ...before,
        name: request.name?.trim() ?? before.name,
        description: request.description ?? before.description,
        rank: request.basedOn ?? before.rank,
        permissions: request.permissions ? rolePermissions(request.permissions) : before.permissions,
      };
      demandChange(actor, before, after);
      if (await this.isNameTaken(tx, after.name, before.id)) throw nameTaken();
      await this.roles.update(tx, after);
      await this.audit.record(tx, {
        ...factOf(after),
        action: 'role.changed',
        before: told(before),
        after: told(after),
      });
      if (isOtherAuthority(before, after)) {
        await this.changes.roleChanged(tx, after);
        await this.serviceAccounts.changedForRoles(tx, { all: false, roleKeys: [key] });
      }
      return roleView(after, (await this.roles.uses(tx)).get(key));
    });
  }

  /** Refuses a role that somebody has or is invited to, and says who. */
  remove(orgId: string, principal: Principal, key: string): Promise<void> {
    return this.acting.run(orgId, principal, 'roles.manage', async (tx, actor) => {
      const role = await this.customRole(tx, key);
      if (isAbove(role.rank, actor.rank)) throw refuse('above_own_role');
      const use = (await this.roles.uses(tx)).get(key);
      const words = use && useInWords(use);
      if (words) throw refuse('role_in_use', `The role is ${words}. Give them another role first.`);
      await this.roles.delete(tx, role.id);
      await this.audit.record(tx, { ...factOf(role), action: 'role.deleted', before: told(role) });
    });
  }

  /** Makes the role, within what the person may hand on; for a transaction of `ActingMembers`. */
  async add(tx: Tx, actor: Acting, draft: Omit<NewRole, 'id' | 'key'> & { key?: string }): Promise<CustomRole> {
    const refusal = refusalOfGrant(actor, { rank: draft.basedOn, permissions: draft.permissions });
    if (refusal === 'beyond_own_permissions') throw beyond(lackingOf(actor, draft.permissions));
    if (refusal) throw refuse(refusal);
    if (await this.isNameTaken(tx, draft.name, null)) throw nameTaken();
    if ((await this.roles.list(tx)).length >= MAX_ROLES) throw refuse('role_limit');
    const id = newId();
    const keys = draft.key === undefined ? roleKeyCandidates(draft.name, id.slice(-6)) : [draft.key];
    for (const key of keys) {
      const role = await this.roles.insert(tx, { ...draft, id, key });
      if (!role) continue;
      await this.audit.record(tx, { ...factOf(role), action: 'role.created', after: told(role) });
      return role;
    }
    throw nameTaken();
  }

  private async isNameTaken(tx: Tx, name: string, exceptId: string | null): Promise<boolean> {
    return isBuiltInName(name) || this.roles.isNameTaken(tx, name, exceptId);
  }

  private async customRole(tx: Tx, key: string): Promise<CustomRole> {
    if (isBuiltIn(key)) throw refuse('role_built_in');
    const role = ROLE_KEY.test(key) ? await this.roles.findCustom(tx, key) : undefined;
    if (!role) throw refuse('not_found');
    return role;
  }
}

function draftOf(request: CreateRoleRequest, copied: HeldRole | undefined): Omit<NewRole, 'id' | 'key'> {
  const { name, description = '', permissions = copied?.permissions ?? [] } = request;
  // An owner's copy is an admin: owners are the preset's alone.
  const copiedRank = copied?.rank === 'owner' ? 'admin' : copied?.rank;
  const basedOn = request.basedOn ?? copiedRank ?? 'viewer';
  return { name: name.trim(), description, basedOn, permissions: rolePermissions(permissions) };
}

const isOtherAuthority = (before: CustomRole, after: CustomRole): boolean =>
  before.rank !== after.rank || before.permissions.join() !== after.permissions.join();

/** Nobody ranks a role above themselves. Taking away is free; whatever is added has to be held by the person who adds it. */
function demandChange(actor: Acting, before: CustomRole, after: CustomRole): void {
  if ([before, after].some(({ rank }) => isAbove(rank, actor.rank))) throw refuse('above_own_role');
  const added = after.permissions.filter((permission) => !before.permissions.includes(permission));
  const lacking = lackingOf(actor, added);
  if (lacking.length > 0) throw beyond(lacking);
}

function beyond(permissions: readonly string[]) {
  const detail = `You cannot put into a role what you do not hold yourself: ${permissions.join(', ')}.`;
  return refuse('beyond_own_permissions', detail);
}

function nameTaken() {
  return refuse('role_name_taken', undefined, [{ pointer: '/name', message: 'is taken' }]);
}

const told = ({ name, description, rank, permissions }: CustomRole) => ({
  name,
  description,
  basedOn: rank,
  permissions,
});

function factOf(role: CustomRole) {
  return { resourceKind: 'role', resourceId: role.id, resourceName: role.name };
}
