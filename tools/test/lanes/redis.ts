import { jestLane } from '../jest-lane.ts';

/** What depends on the queues, once more with Redis under them. */
export const redis = jestLane({
  name: 'redis',
  project: 'integration-redis',
  flags: ['--maxWorkers=2'],
  track: 'alone',
  uses: ['postgres', 'redis', 'bundles'],
  needs: ['redis-server'],
  env: { QUEUE_BACKEND: 'redis' },
});
