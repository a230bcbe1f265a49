import { expect, it } from 'vitest';
import { formatBytes } from './bytes.js';

it('formats sizes with their unit', () => {
  expect([0, 812, 1000, 1_482_240, 250_400_000, 3.2e15].map(formatBytes)).toEqual([
    '0 B',
    '812 B',
    '1.0 kB',
    '1.5 MB',
    '250 MB',
    '3200 TB',
  ]);
});
