import { expect, it } from 'vitest';
import { firstRunStage, firstRunSteps } from './first-run.js';

it('ticks each step from its own fact', () => {
  const nothing = firstRunSteps({ repositories: [], hosts: [], logLines: 0 });
  const some = firstRunSteps({ repositories: [{ lastDeliveryAt: null }], hosts: [], logLines: 3 });
  const all = firstRunSteps({ repositories: [{ lastDeliveryAt: null }], hosts: [{}], logLines: 1 });
  expect([nothing, some, all].map(firstRunStage)).toEqual(['fresh', 'partly', 'done']);
  expect(some).toEqual({ repository: true, host: false, log: true });
});
