import { jestLane } from '../jest-lane.ts';

export const unit = jestLane({ name: 'unit', project: 'unit', flags: ['--maxWorkers=2'] });
