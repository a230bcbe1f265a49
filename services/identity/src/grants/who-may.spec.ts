import { BUILT_IN_ROLES } from '../roles/held-role.js';
import { whoMayIn } from './who-may.js';

const ada = { userId: 'ada', name: 'Ada', roleKey: 'developer' };
const bob = { userId: 'bob', name: 'Bob', roleKey: 'operator' };
const DEPLOY = 'deployments.create';
const rules = { environmentId: 'production', restricted: [], roleGrants: [], memberGrants: [] };
const deployers = (part: object) =>
  whoMayIn({ ...rules, ...part }, BUILT_IN_ROLES).find((one) => one.permission === DEPLOY);

describe('whoMayIn', () => {
  it('is as the roles say where nothing is set', () =>
    expect(deployers({})).toMatchObject({ isRestricted: false, roleKeys: ['owner', 'admin', 'operator'] }));

  it('leaves owners and those who are granted it where it is restricted', () => {
    const roleGrants = [{ roleKey: 'admin', allow: [DEPLOY], deny: [] }];
    const memberGrants = [{ member: ada, allow: [DEPLOY], deny: [] }];
    expect(deployers({ restricted: [DEPLOY], roleGrants, memberGrants })).toEqual({
      permission: DEPLOY,
      isRestricted: true,
      roleKeys: ['owner', 'admin'],
      alsoMembers: [ada],
      exceptMembers: [],
    });
  });

  it('names the members who differ from their role, and no others', () => {
    const memberGrants = [
      { member: bob, allow: [], deny: [DEPLOY] },
      { member: ada, allow: ['config.manage'], deny: [] },
    ];
    expect(deployers({ memberGrants })).toMatchObject({ alsoMembers: [], exceptMembers: [bob] });
  });
});
