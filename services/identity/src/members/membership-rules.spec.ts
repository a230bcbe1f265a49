import { type MemberPermission, type Role, ROLE_PERMISSIONS, ROLES } from '@throughline/contracts';
import { builtInRole } from '../roles/held-role.js';
import { type Holder, refusalOfGrant } from '../roles/role-authority.js';
import { type MembershipRefusal, refusalOfChange } from './membership-rules.js';

const holder = (rank: Role, permissions: readonly MemberPermission[] = ROLE_PERMISSIONS[rank]): Holder => ({
  rank,
  permissions: new Set(permissions),
});

const TABLE: [actor: Role, current: Role, next: Role | null, owners: number, refusal: MembershipRefusal | undefined][] =
  [
    ['owner', 'owner', 'admin', 1, 'last_owner'],
    ['owner', 'owner', null, 1, 'last_owner'],
    ['owner', 'owner', 'owner', 1, undefined],
    ['owner', 'owner', 'admin', 2, undefined],
    ['owner', 'owner', null, 2, undefined],
    ['owner', 'viewer', 'owner', 1, undefined],
    ['owner', 'admin', null, 1, undefined],
    ['admin', 'owner', 'viewer', 2, 'above_own_role'],
    ['admin', 'owner', null, 2, 'above_own_role'],
    ['admin', 'admin', 'owner', 1, 'above_own_role'],
    ['admin', 'viewer', 'owner', 1, 'above_own_role'],
    ['admin', 'viewer', 'admin', 1, undefined],
    ['admin', 'admin', null, 1, undefined],
    ['developer', 'operator', null, 1, 'above_own_role'],
    ['developer', 'viewer', 'developer', 1, undefined],
  ];

describe('refusalOfChange', () => {
  it.each(TABLE.map(([actor, current, next, owners, refusal]) => ({ actor, current, next, owners, refusal })))(
    '$actor makes $current a $next, with $owners owners: $refusal',
    ({ refusal, actor, next, ...change }) =>
      expect(refusalOfChange({ ...change, actor: holder(actor), next: next && builtInRole(next) })).toBe(refusal),
  );
});

describe('refusalOfGrant', () => {
  it('lets everybody give their own role and weaker ones, and no stronger', () => {
    const grants = ROLES.map(
      (actor) => ROLES.filter((role) => !refusalOfGrant(holder(actor), builtInRole(role))).length,
    );
    expect(grants).toEqual([5, 4, 3, 2, 1]);
  });

  it.each<[string, Holder, { rank: Role; permissions: MemberPermission[] }, string | undefined]>([
    [
      'a permission that one does not hold, in a weak role',
      holder('admin'),
      { rank: 'viewer', permissions: ['billing.manage'] },
      'beyond_own_permissions',
    ],
    [
      'the preset admin, by one who ranks as it and holds less',
      holder('admin', ['org.read', 'members.manage']),
      { rank: 'admin', permissions: [...ROLE_PERMISSIONS.admin] },
      'beyond_own_permissions',
    ],
    [
      'a strong rank that holds little',
      holder('operator'),
      { rank: 'admin', permissions: ['org.read'] },
      'above_own_role',
    ],
    ['what one holds', holder('operator'), { rank: 'operator', permissions: ['deployments.create'] }, undefined],
    ['ownership, by an owner', holder('owner'), { rank: 'owner', permissions: ['org.own'] }, undefined],
  ])('%s', (_what, actor, role, refusal) => expect(refusalOfGrant(actor, role)).toBe(refusal));
});
