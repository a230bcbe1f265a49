import { PERMISSIONS } from './catalog.js';
import { ROLE_PERMISSIONS, ROLES } from './roles.js';

describe('preset roles', () => {
  it('each holds all that the next weaker one holds', () => {
    for (let i = 1; i < ROLES.length; i++) {
      const [stronger, weaker] = [ROLES[i - 1], ROLES[i]] as [(typeof ROLES)[number], (typeof ROLES)[number]];
      for (const permission of ROLE_PERMISSIONS[weaker]) expect(ROLE_PERMISSIONS[stronger]).toContain(permission);
    }
  });
  it('the owner holds everything', () => expect(ROLE_PERMISSIONS.owner).toEqual(PERMISSIONS));
  it('a viewer changes nothing', () => expect(ROLE_PERMISSIONS.viewer.filter((p) => !p.endsWith('.read'))).toEqual([]));
});
