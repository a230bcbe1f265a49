import { type EnvironmentGrant, type Role, ROLE_PERMISSIONS } from '@throughline/contracts';
import { environmentGrantsOf } from './environment-authority.js';

const PRODUCTION = 'production';
const STAGING = 'staging';
const DEPLOY = 'deployments.create';
const VOTE = 'approvals.vote';

interface Case {
  what: string;
  rank: Role;
  restricted?: string[];
  role?: Partial<EnvironmentGrant>;
  member?: Partial<EnvironmentGrant>;
  difference: EnvironmentGrant | undefined;
}

const allow = (...permissions: string[]): EnvironmentGrant => ({ allow: permissions, deny: [] });
const deny = (...permissions: string[]): EnvironmentGrant => ({ allow: [], deny: permissions });

/** An operator may deploy by role, a developer may not; both may vote. */
const TABLE: Case[] = [
  { what: 'nothing set: as the role', rank: 'operator', difference: undefined },
  { what: 'restricted: the role is not enough', rank: 'operator', restricted: [DEPLOY], difference: deny(DEPLOY) },
  { what: 'restricted, never held: no difference', rank: 'developer', restricted: [DEPLOY], difference: undefined },
  {
    what: 'restricted, granted to the role: as the role',
    rank: 'operator',
    restricted: [DEPLOY],
    role: allow(DEPLOY),
    difference: undefined,
  },
  {
    what: 'restricted, granted to the member: as the role',
    rank: 'operator',
    restricted: [DEPLOY],
    member: allow(DEPLOY),
    difference: undefined,
  },
  { what: 'granted to the role beyond it', rank: 'developer', role: allow(DEPLOY), difference: allow(DEPLOY) },
  { what: 'granted to the member beyond it', rank: 'developer', member: allow(DEPLOY), difference: allow(DEPLOY) },
  {
    what: 'granted to the role, withheld from the member: withheld',
    rank: 'developer',
    role: allow(DEPLOY),
    member: deny(DEPLOY),
    difference: undefined,
  },
  {
    what: 'withheld from the role, granted to the member: withheld, a denial wins',
    rank: 'operator',
    role: deny(DEPLOY),
    member: allow(DEPLOY),
    difference: deny(DEPLOY),
  },
  { what: 'withheld from the role', rank: 'operator', role: deny(DEPLOY), difference: deny(DEPLOY) },
  { what: 'withheld from the member', rank: 'developer', member: deny(VOTE), difference: deny(VOTE) },
  { what: 'granted what the role holds: no difference', rank: 'operator', role: allow(DEPLOY), difference: undefined },
  {
    what: 'one given and another taken',
    rank: 'developer',
    role: { allow: [DEPLOY], deny: [VOTE] },
    difference: { allow: [DEPLOY], deny: [VOTE] },
  },
  {
    what: 'a permission that is not granted per environment: never',
    rank: 'viewer',
    role: allow('members.manage'),
    difference: undefined,
  },
  { what: 'an unknown permission: never', rank: 'viewer', role: allow('moon.land'), difference: undefined },
  {
    what: 'an owner is never locked out',
    rank: 'owner',
    restricted: [DEPLOY],
    member: deny(DEPLOY, VOTE),
    difference: undefined,
  },
];

describe('environmentGrantsOf', () => {
  it.each(TABLE)('$what', ({ rank, restricted = [], role, member, difference }) => {
    const grants = [role, member].filter((one) => one !== undefined);
    const differences = environmentGrantsOf({
      rank,
      permissions: ROLE_PERMISSIONS[rank],
      restrictions: restricted.map((permission) => ({ environmentId: PRODUCTION, permission })),
      grants: grants.map((one) => ({ allow: [], deny: [], ...one, environmentId: PRODUCTION })),
    });
    expect(differences).toEqual(difference ? { [PRODUCTION]: difference } : {});
  });

  it('keeps environments apart', () => {
    const differences = environmentGrantsOf({
      rank: 'operator',
      permissions: ROLE_PERMISSIONS.operator,
      restrictions: [{ environmentId: PRODUCTION, permission: DEPLOY }],
      grants: [{ environmentId: STAGING, ...deny(VOTE) }],
    });
    expect(differences).toEqual({ [PRODUCTION]: deny(DEPLOY), [STAGING]: deny(VOTE) });
  });
});
