import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Lane } from '../lane.ts';

const CONFIG = 'e2e/jest.config.cjs';

/** Journeys in a real browser through a running installation, whose address is E2E_URL. */
export const browser: Lane = {
  name: 'browser',
  needs: ['chromium'],
  wants: [],
  uses: ['build', 'installation'],
  counts: 'report',
  timeLimitMinutes: 10,
  track: 'side',
  commands: ({ root, report }) =>
    existsSync(join(root, CONFIG))
      ? [
          {
            script: 'node_modules/jest/bin/jest.js',
            argv: ['--config', CONFIG, '--runInBand', '--passWithNoTests', '--json', `--outputFile=${report}`],
          },
        ]
      : [],
};
