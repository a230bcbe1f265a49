import { jestLane } from '../jest-lane.ts';

export const api = jestLane({
  name: 'api',
  project: 'api-together',
  flags: ['--maxWorkers=2'],
  uses: ['postgres'],
  env: { QUEUE_BACKEND: 'postgres' },
});
