import { jestLane } from '../jest-lane.ts';

/** What depends on the queues, once more with Redis under them. */
export const redis = jestLane({
  name: 'redis',
  project: 'integration-redis',
  // More than a small machine has cores: these specs mostly wait, for leases to end and processes to start.
  flags: ['--maxWorkers=3'],
  uses: ['postgres', 'redis', 'build'],
  needs: ['redis-server'],
  env: { QUEUE_BACKEND: 'redis' },
});
