import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Health } from '../src/health.js';

test('is good until five requests have failed', () => {
  const health = new Health();
  for (let i = 0; i < 4; i++) health.recordFailure(1_000);
  assert.equal(health.isGood(1_000), true);
  health.recordFailure(1_000);
  assert.equal(health.isGood(1_000), false);
});

test('forgets failures after 20 s', () => {
  const health = new Health();
  for (let i = 0; i < 5; i++) health.recordFailure(1_000);
  assert.equal(health.isGood(22_000), true);
});
