import { join } from 'node:path';
import type { Lane } from '../lane.ts';

/** `npm start -- --once` in a folder of its own. */
export const demo: Lane = {
  name: 'demo',
  needs: [],
  wants: [],
  uses: ['build'],
  counts: 'one',
  timeLimitMinutes: 10,
  track: 'side',
  commands: ({ folder }) => [
    { script: 'tools/supervisor/main.ts', argv: ['--once', '--port', '4500', '--data', join(folder, 'data')] },
  ],
};
