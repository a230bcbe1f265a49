import type { Lane } from '../lane.ts';

/** Uses the client that the build generates. */
export const web: Lane = {
  name: 'web',
  needs: [],
  wants: [],
  uses: ['build'],
  counts: 'report',
  timeLimitMinutes: 10,
  track: 'main',
  commands: ({ report }) => [
    {
      script: 'node_modules/vitest/vitest.mjs',
      argv: ['run', '--passWithNoTests', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
      cwd: 'web',
    },
  ],
};
