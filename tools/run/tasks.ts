/** A program of the checkout: a JavaScript file relative to the root, and its arguments. */
export interface Command {
  script: string;
  argv: string[];
}

const ARROWS = ['libs', 'services', 'gateway', 'runner', 'web/src', 'tools'];

/** What `npm run lint` and `npm run openapi` run, one after the other; `build` has code of its own. */
export const TASKS: Record<string, Command[]> = {
  lint: [
    { script: 'node_modules/eslint/bin/eslint.js', argv: ['.', '--max-warnings=0'] },
    {
      script: 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
      argv: ['--config', '.dependency-cruiser.cjs', '--output-type', 'err', ...ARROWS],
    },
  ],
  openapi: [
    { script: 'node_modules/nx/dist/bin/nx.js', argv: ['run-many', '--target=openapi', '--output-style=static'] },
  ],
};
