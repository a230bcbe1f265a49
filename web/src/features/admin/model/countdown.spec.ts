import { expect, it } from 'vitest';
import { countdown } from './countdown.js';

it.each([
  [900_000, '15:00'],
  [899_001, '15:00'],
  [61_000, '1:01'],
  [59_500, '1:00'],
  [500, '0:01'],
  [0, '0:00'],
  [-5_000, '0:00'],
])('%p ms are %s', (ms, shown) => expect(countdown(ms, 0)).toBe(shown));
