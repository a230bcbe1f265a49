import { describe, expect, it } from 'vitest';
import type { PermissionResponse } from '../../../shared/api/generated/types.gen.js';
import { differenceWords, sectionsOf, standing } from './permission-groups.js';

describe('sectionsOf', () => {
  it('keeps the order and puts each under its heading', () => {
    const catalogue = [
      { permission: 'org.read', group: 'organization' },
      { permission: 'pipelines.read', group: 'code' },
      { permission: 'org.manage', group: 'organization' },
    ] as PermissionResponse[];
    expect(sectionsOf(catalogue).map(({ title, permissions }) => [title, permissions.length])).toEqual([
      ['Organization', 2],
      ['Code and pipelines', 1],
    ]);
  });
});

describe('standing', () => {
  it.each([
    ['a', ['a'], ['a'], undefined],
    ['a', ['a'], [], 'added'],
    ['a', [], ['a'], 'removed'],
    ['a', [], [], undefined],
  ])('%s of %j against %j: %s', (permission, held, base, expected) =>
    expect(standing(permission, held, base)).toBe(expected),
  );
});

describe('differenceWords', () => {
  it.each([
    [0, 0, ''],
    [3, 0, '+3'],
    [3, 1, '+3 −1'],
  ])('%i added, %i removed: %j', (added, removed, words) => expect(differenceWords(added, removed)).toBe(words));
});
