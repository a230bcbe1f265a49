import { expect, it } from 'vitest';
import { lineTime } from './line-time.js';

const first = '2026-11-20T10:00:00.000Z';
const later = '2026-11-20T10:02:04.210Z';

it('says when a line was written, in the way that was chosen', () => {
  expect(lineTime(later, first, 'none', true)).toBe('');
  expect(lineTime(later, first, 'since', true)).toBe('+02:04.210');
  expect(lineTime(later, first, 'clock', true)).toBe('10:02:04');
});

it('never counts backwards when clocks of runners differ', () => {
  expect(lineTime(first, later, 'since', true)).toBe('+00:00.000');
});
