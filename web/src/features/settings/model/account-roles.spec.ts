import { expect, it } from 'vitest';
import { accountRoles, roleMeaning } from './account-roles.js';

const ROLES = [
  { key: 'owner', name: 'Owner', description: 'Everything' },
  { key: 'viewer', name: 'Viewer', description: 'Looks on.' },
  { key: 'releaser', name: 'Releaser', description: '' },
];

it('offers every role but the owner’s', () =>
  expect(accountRoles(ROLES)).toEqual([
    { value: 'viewer', label: 'Viewer' },
    { value: 'releaser', label: 'Releaser' },
  ]));

it.each([
  ['viewer', 'Looks on.'],
  ['releaser', ''],
  ['gone', ''],
])('says what %j is for: %j', (key, words) => expect(roleMeaning(ROLES, key)).toBe(words));
