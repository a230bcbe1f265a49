import { differenceToBase, isBuiltInName, roleKeyCandidates, rolePermissions } from './role-rules.js';

describe('rolePermissions', () => {
  it.each<[string, string[], string[]]>([
    ['nothing: still sees the organization', [], ['org.read']],
    ['ownership: stays with owners', ['org.own', 'org.read'], ['org.read']],
    [
      'the same twice, in any order',
      ['logs.read', 'members.read', 'logs.read'],
      ['org.read', 'members.read', 'logs.read'],
    ],
    ['what the catalogue does not know', ['moon.land'], ['org.read']],
  ])('%s', (_what, wanted, held) => expect(rolePermissions(wanted)).toEqual(held));
});

describe('roleKeyCandidates', () => {
  it.each([
    ['Release manager', ['release-manager', 'release-manager-k3x9']],
    ['Owner', ['owner-k3x9']],
    ['日本', ['role', 'role-k3x9']],
    ['4th line', ['th-line', 'th-line-k3x9']],
    ['x'.repeat(90), ['x'.repeat(40), `${'x'.repeat(40)}-k3x9`]],
  ])('for %p offers %p', (name, keys) => expect(roleKeyCandidates(name, 'k3x9')).toEqual(keys));
});

describe('isBuiltInName', () => {
  it.each([
    ['Owner', true],
    [' VIEWER ', true],
    ['Viewers', false],
  ])('%p: %p', (name, expected) => expect(isBuiltInName(name)).toBe(expected));
});

describe('differenceToBase', () => {
  it('names what was added and what was taken away', () => {
    const difference = differenceToBase('viewer', ['org.read', 'alerts.manage']);
    expect(difference.added).toEqual(['alerts.manage']);
    expect(difference.removed).toContain('logs.read');
    expect(difference.removed).not.toContain('org.read');
  });
});
