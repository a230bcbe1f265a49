import { isMemberPermission, PERMISSION_CATALOG, ROLES } from '@throughline/contracts';
import { isBuiltIn } from './held-role.js';
import { ROLE_PRESETS } from './role-presets.js';

const roles = ROLE_PRESETS.flatMap((preset) => preset.roles.map((role) => ({ preset: preset.key, ...role })));

describe('the presets', () => {
  it('have the words of every system before this one', () => {
    const words = Object.fromEntries(
      ROLE_PRESETS.map(({ key, sameAs, roles: made }) => [key, [...sameAs, ...made.map((role) => role.key)]]),
    );
    expect(words).toEqual({
      operations: ['admin', 'operator', 'viewer'],
      workflow: ['admin', 'viewer', 'workflow-developer'],
      analytics: ['admin', 'business-user', 'analyst', 'ops-manager'],
      delivery: ['tester', 'contributor'],
    });
  });

  it('have a key and a name each that is nobody else’s', () => {
    const names = [...ROLES, ...roles.map((role) => role.name.toLowerCase())];
    expect(new Set(names).size).toBe(names.length);
    expect(roles.filter((role) => isBuiltIn(role.key))).toEqual([]);
    expect(new Set(roles.map((role) => role.key)).size).toBe(roles.length);
  });

  it.each(roles)('$preset: $key holds permissions of the catalogue, once each, and may look', ({ permissions }) => {
    expect(permissions.filter((permission) => !isMemberPermission(permission))).toEqual([]);
    expect(new Set(permissions).size).toBe(permissions.length);
    expect(permissions).toContain('org.read');
  });

  it.each(roles)('$preset: $key neither owns, nor pays, nor makes roles', ({ permissions }) => {
    const strong = ['org.own', 'org.manage', 'billing.manage', 'roles.manage', 'api_keys.manage'];
    expect(permissions.filter((permission) => strong.includes(permission))).toEqual([]);
  });

  it.each(roles.filter((role) => role.allowInDev))('$key gets nothing in dev that is not per environment', (role) => {
    const facts = (role.allowInDev ?? []).map((permission) => PERMISSION_CATALOG[permission]);
    expect(facts.every((one) => 'perEnvironment' in one)).toBe(true);
  });

  it('lets a workflow developer start promotions, and approve or deploy nowhere but in dev', () => {
    const developer = roles.find((role) => role.key === 'workflow-developer');
    expect(developer?.permissions).toContain('deployments.promote');
    expect(developer?.permissions).not.toContain('deployments.create');
    expect(developer?.permissions).not.toContain('approvals.vote');
    expect(developer?.allowInDev).toContain('deployments.create');
  });
});
