import type { Check } from './outcome.ts';
import { runTool } from './run-tool.ts';

export interface LintRequest {
  root: string;
  /** Files and folders below root; empty means everything. */
  paths: string[];
  /** Repair what can be repaired. */
  fix: boolean;
}

const WEB = /^web(\/|$)/;
const FORMATTED = /\.(ts|tsx|mts|cts|mjs|cjs)$/;
const CRUISED = ['libs', 'services', 'gateway', 'runner', 'web', 'tools'];

/** ESLint, one process for the server's type program and one for the browser's: they run side by side. */
export function eslintChecks({ root, paths, fix }: LintRequest): Check[] {
  const server = paths.length === 0 ? ['.', '--ignore-pattern', 'web/'] : paths.filter((path) => !WEB.test(path));
  const web = paths.length === 0 ? ['web'] : paths.filter((path) => WEB.test(path));
  const flags = [
    '--max-warnings',
    '0',
    '--no-warn-ignored',
    '--no-error-on-unmatched-pattern',
    ...(fix ? ['--fix'] : []),
  ];
  const check = (name: string, args: string[]): Check => ({
    name: `eslint ${name}`,
    run: () => runTool(root, 'eslint/bin/eslint.js', [...flags, ...args]),
  });
  return [server.length > 0 && check('server', server), web.length > 0 && check('web', web)].filter((c) => c !== false);
}

/** The import arrows of .dependency-cruiser.cjs; they need the whole graph whatever paths were asked for. */
export function arrowsCheck({ root }: LintRequest): Check {
  const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'err-long', ...CRUISED];
  return { name: 'import arrows', run: () => runTool(root, 'dependency-cruiser/bin/dependency-cruiser.mjs', args) };
}

/** Prettier over our code; its cache makes files that did not change nearly free. */
export function formatCheck({ root, fix }: LintRequest, files: string[]): Check {
  const flags = [fix ? '--write' : '--check', '--log-level', 'warn', '--cache', '--cache-strategy', 'content'];
  const formatted = files.filter((path) => FORMATTED.test(path));
  return { name: 'format', run: () => runTool(root, 'prettier/bin/prettier.cjs', [...flags, ...formatted]) };
}
