import { globSync } from 'node:fs';
import type { Lane } from '../lane.ts';

const PROJECTS = ['{libs/shared,services}/*/tsconfig.spec.json', '{gateway,runner,e2e,web}/tsconfig.spec.json'];

/** The build checks the sources, so what is left is what it does not contain: specs and tools. */
export const types: Lane = {
  name: 'types',
  needs: [],
  wants: [],
  uses: [],
  counts: 'one',
  timeLimitMinutes: 10,
  track: 'alone',
  commands: ({ root }) => [
    { script: 'tools/run/main.ts', argv: ['build'] },
    ...[
      'tools/tsconfig.json',
      'tools/faults/tsconfig.json',
      'bench/tsconfig.json',
      ...PROJECTS.flatMap((pattern) => globSync(pattern, { cwd: root })).sort(),
    ].map((project) => ({ script: 'node_modules/typescript7/bin/tsc', argv: ['--noEmit', '-p', project] })),
  ],
};
