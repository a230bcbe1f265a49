/** A program of the checkout: a JavaScript file relative to the root, and its arguments. */
export interface Command {
  script: string;
  argv: string[];
}

/** What `npm run lint`, `openapi` and `audit:verify` run, one after the other; `build` has code of its own. */
export const TASKS: Record<string, Command[]> = {
  admin: [{ script: 'tools/admin/main.ts', argv: [] }],
  lint: [{ script: 'tools/lint/main.ts', argv: [] }],
  openapi: [
    { script: 'node_modules/nx/dist/bin/nx.js', argv: ['run-many', '--target=openapi', '--output-style=static'] },
    { script: 'tools/openapi/merge.ts', argv: [] },
  ],
  'audit:verify': [{ script: 'tools/audit-verify/main.ts', argv: [] }],
};
