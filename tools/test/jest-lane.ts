import type { Lane } from './lane.ts';

export interface JestLane extends Partial<Lane> {
  name: string;
  /** The project of the root's jest.config.cjs. */
  project: string;
  flags?: string[];
  env?: Record<string, string>;
}

// Modules that are loaded stay: in the small nursery that Node begins with each of them is copied again and again.
const NODE_FLAGS = ['--max-semi-space-size=64'];

/** A lane that is a project of jest. */
export function jestLane({ project, flags = [], env = {}, ...lane }: JestLane): Lane {
  return {
    needs: [],
    wants: [],
    uses: [],
    counts: 'report',
    track: 'main',
    // Against what hangs, not against a slow machine.
    timeLimitMinutes: 12,
    commands: ({ report }) => [
      {
        script: 'node_modules/jest/bin/jest.js',
        argv: ['--selectProjects', project, '--passWithNoTests', '--json', `--outputFile=${report}`, ...flags],
        nodeFlags: NODE_FLAGS,
        env,
      },
    ],
    ...lane,
  };
}
