import { expect, it } from 'vitest';
import type { DeploymentStatus } from '../../../shared/api/generated/types.gen.js';
import { rollbackTarget } from './rollback-target.js';

const past = (id: string, version: string, status: DeploymentStatus) => ({ id, version, status });

it('goes back to the last release that stood', () => {
  expect(
    rollbackTarget('c', [past('c', '3', 'live'), past('b', '2', 'superseded'), past('a', '1', 'superseded')]),
  ).toBe('2');
});

it('never goes back to one that was rolled back or that is live, and skips what never stood', () => {
  const history = [
    past('e', '1.7', 'live'),
    past('d', '1.8', 'rolled_back'),
    past('x', '1.9', 'failed'),
    past('c', '1.8', 'superseded'),
    past('b', '1.7', 'superseded'),
    past('a', '1.6', 'superseded'),
  ];
  expect(rollbackTarget('e', history)).toBe('1.6');
});

it('knows nothing where nothing stood', () => {
  expect(rollbackTarget('a', [past('a', '1', 'live')])).toBeUndefined();
});
