import { jestLane } from '../jest-lane.ts';

/** Real PostgreSQL, which holds the queues too. */
export const integration = jestLane({
  name: 'integration',
  project: 'integration',
  // More than a small machine has cores: these specs mostly wait, for leases to end and processes to start.
  flags: ['--maxWorkers=3'],
  uses: ['postgres', 'build'],
  wants: ['sshd'],
  env: { QUEUE_BACKEND: 'postgres' },
});
