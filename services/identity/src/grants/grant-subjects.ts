import { Injectable } from '@nestjs/common';
import type { Role } from '@throughline/contracts';
import type { Tx } from '@throughline/platform';
import { MembersRepository } from '../members/members.repository.js';
import type { HeldRole } from '../roles/held-role.js';
import { RolesRepository } from '../roles/roles.repository.js';
import type { EnvironmentGrantRequest } from './grants.dto.js';
import { refuse } from './grants.errors.js';
import type { NewGrant } from './grants.repository.js';

/** A grant whose role or member is known. */
export interface Grantee extends NewGrant {
  /** Key of the role, or id of the member. */
  key: string;
  rank: Role;
}

/** Finds the roles and members that a request grants to. */
@Injectable()
export class GrantSubjects {
  constructor(
    private readonly roles: RolesRepository,
    private readonly members: MembersRepository,
  ) {}

  /** Those that say anything. Refuses owners, strangers, a subject twice and a grant that contradicts itself. */
  async resolve(tx: Tx, requests: readonly EnvironmentGrantRequest[]): Promise<Grantee[]> {
    const roles = requests.some(({ role }) => role !== undefined) ? await this.roles.all(tx) : [];
    const userIds = requests.flatMap(({ userId }) => userId?.toLowerCase() ?? []);
    const ranks = userIds.length > 0 ? await this.members.ranks(tx, userIds) : new Map<string, Role>();
    const grantees = requests.map((request, i) => granteeOf(request, { roles, ranks, pointer: `/grants/${i}` }));
    if (new Set(grantees.map(({ key }) => key)).size < grantees.length) throw refuse('subject_twice');
    return grantees.filter(({ allow, deny }) => allow.length + deny.length > 0);
  }
}

interface Known {
  roles: readonly HeldRole[];
  ranks: ReadonlyMap<string, Role>;
  /** Where in the request it is. */
  pointer: string;
}

function granteeOf({ role: roleKey, userId, allow, deny }: EnvironmentGrantRequest, known: Known): Grantee {
  if ((roleKey === undefined) === (userId === undefined)) throw refused('subject_missing', known);
  if (allow.some((permission) => deny.includes(permission))) throw refused('allowed_and_denied', known);
  const subject = roleKey === undefined ? memberOf(userId?.toLowerCase() ?? '', known) : roleOf(roleKey, known);
  if (!subject) throw refused('subject_unknown', known);
  if (subject.rank === 'owner') throw refused('owner_unrestricted', known);
  return { ...subject, allow: [...new Set(allow)], deny: [...new Set(deny)] };
}

type Subject = Pick<Grantee, 'key' | 'rank' | 'role' | 'userId'>;

function roleOf(key: string, { roles }: Known): Subject | undefined {
  const role = roles.find((one) => one.key === key);
  return role && { key, rank: role.rank, role, userId: null };
}

function memberOf(userId: string, { ranks }: Known): Subject | undefined {
  const rank = ranks.get(userId);
  return rank && { key: userId, rank, role: null, userId };
}

function refused(code: Parameters<typeof refuse>[0], { pointer }: Known) {
  return refuse(code, undefined, [{ pointer, message: code.replaceAll('_', ' ') }]);
}
