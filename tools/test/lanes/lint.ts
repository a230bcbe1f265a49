import { TASKS } from '../../run/tasks.ts';
import type { Lane } from '../lane.ts';

export const lint: Lane = {
  name: 'lint',
  needs: [],
  wants: [],
  uses: [],
  counts: 'one',
  timeLimitMinutes: 10,
  track: 'main',
  commands: () => TASKS.lint ?? [],
};
