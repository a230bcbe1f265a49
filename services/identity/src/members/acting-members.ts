import { Injectable } from '@nestjs/common';
import type { MemberPermission } from '@throughline/contracts';
import { AppError } from '@throughline/kernel';
import { may, OrgTx, type Principal, SystemTx, type Tx } from '@throughline/platform';
import { AuthorityQueries, type PersonAuthority } from '../grants/authority.queries.js';
import { type OrganizationRow, OrganizationsRepository } from '../organizations/organizations.repository.js';
import { personOf } from '../organizations/person-of.js';
import { builtInRole } from '../roles/held-role.js';
import type { Holder } from '../roles/role-authority.js';

/** The person behind a command, with the authority of now. */
export interface Acting extends Holder {
  userId: string;
  /** For `may` and `mayIn`: the request's principal with what holds now. */
  principal: Principal;
  isVisitor: boolean;
}

type Work<T> = (tx: Tx, actor: Acting, organization: OrganizationRow) => Promise<T>;

/** Commands on members, roles and grants: one at a time in an organization, judged by the authority of that moment. */
@Injectable()
export class ActingMembers {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly systemTx: SystemTx,
    private readonly authority: AuthorityQueries,
    private readonly organizations: OrganizationsRepository,
  ) {}

  /**
   * Runs the work with the organization locked, and the caller's authority read after that and not taken from a token
   * made before: two owners who demote each other at the same moment are judged one by one. Refuses API keys, and a
   * caller who may no longer do what the route is for.
   */
  async run<T>(orgId: string, principal: Principal, permission: MemberPermission, work: Work<T>): Promise<T> {
    const userId = personOf(principal);
    // A visitor's membership is in the parent, which a transaction of this organization cannot see.
    const before = await this.systemTx.run((tx) => this.authority.of(tx, userId, orgId));
    return this.orgTx.run(orgId, async (tx) => {
      const organization = await this.organizations.lock(tx);
      const now = (await this.authority.of(tx, userId, orgId)) ?? (before?.isVisitor ? before : undefined);
      const actor = now && actingAs(principal, userId, now);
      if (!actor || !may(actor.principal, permission)) throw missing(permission);
      return work(tx, actor, organization);
    });
  }
}

function actingAs(
  principal: Principal,
  userId: string,
  { role, environmentGrants, isVisitor }: PersonAuthority,
): Acting {
  // A visitor may hand on what the role holds, votes too: whoever gets them is a member.
  const whole = isVisitor ? builtInRole(role.rank) : role;
  // What is called with a key is also held to the key's scopes.
  const held = whole.permissions.filter((one) => principal.keyId === null || principal.permissions.has(one));
  const permissions = new Set<string>(held);
  return {
    userId,
    rank: role.rank,
    permissions,
    isVisitor,
    principal: { ...principal, role: role.key, permissions, environmentGrants },
  };
}

function missing(permission: MemberPermission): AppError {
  return new AppError(
    'permission_missing',
    'forbidden',
    `This needs the permission ${permission}. An owner or admin of the organization can grant it.`,
  );
}
