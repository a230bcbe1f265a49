import { type Role, ROLES } from '@throughline/contracts';
import { mayGrant, type MembershipRefusal, refusalOfChange } from './membership-rules.js';

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
    ({ refusal, ...change }) => expect(refusalOfChange(change)).toBe(refusal),
  );
});

describe('mayGrant', () => {
  it('lets everybody give their own role and weaker ones, and no stronger', () => {
    const grants = ROLES.map((actor) => ROLES.filter((role) => mayGrant(actor, role)).length);
    expect(grants).toEqual([5, 4, 3, 2, 1]);
  });
});
