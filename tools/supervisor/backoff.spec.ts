import { failuresAfter, restartDelayMs } from './backoff.ts';

it('waits longer after every failure, up to half a minute', () => {
  expect([1, 2, 3, 4, 5, 6, 60].map(restartDelayMs)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
});

it('forgives once the process ran for a minute', () => {
  expect(failuresAfter(4, 59_999)).toBe(5);
  expect(failuresAfter(4, 60_000)).toBe(1);
});
