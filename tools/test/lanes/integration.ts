import { jestLane } from '../jest-lane.ts';

/** Real PostgreSQL, which holds the queues too. */
export const integration = jestLane({
  name: 'integration',
  project: 'integration',
  flags: ['--maxWorkers=2'],
  track: 'alone',
  uses: ['postgres', 'bundles'],
  wants: ['sshd', 'chromium'],
  env: { QUEUE_BACKEND: 'postgres' },
});
