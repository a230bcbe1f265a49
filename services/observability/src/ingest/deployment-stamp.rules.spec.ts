import { deploymentAt } from './deployment-stamp.rules.js';

const intervals = [
  { deploymentId: 'new', sinceMs: 200, untilMs: null },
  { deploymentId: 'old', sinceMs: 100, untilMs: 200 },
];

it.each([
  [99, null],
  [100, 'old'],
  [199, 'old'],
  [200, 'new'],
  [9_999, 'new'],
])('at %p it is %p', (atMs, deployment) => expect(deploymentAt(intervals, atMs)).toBe(deployment));
