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

interface Part {
  name: 'server' | 'web';
  /** What the linters are asked to look at, and what not to. */
  args: string[];
}

/** What was asked for in two parts, as there are two type programs: they run side by side. */
function partsOf(paths: string[]): Part[] {
  if (paths.length === 0) {
    return [
      { name: 'web', args: ['web'] },
      { name: 'server', args: ['.', '--ignore-pattern', 'web/'] },
    ];
  }
  const parts: Part[] = [
    { name: 'web', args: paths.filter((path) => WEB.test(path)) },
    { name: 'server', args: paths.filter((path) => !WEB.test(path)) },
  ];
  return parts.filter(({ args }) => args.length > 0);
}

/** ESLint: whatever can be seen in one file. */
export function eslintChecks({ root, paths, fix }: LintRequest): Check[] {
  const flags = ['--max-warnings', '0', '--no-warn-ignored', '--no-error-on-unmatched-pattern', ...mended(fix)];
  return partsOf(paths).map(({ name, args }) => ({
    name: `eslint ${name}`,
    run: () => runTool(root, 'eslint/bin/eslint.js', [...flags, ...args]),
  }));
}

/** oxlint: what takes types to know. */
export function typedChecks({ root, paths, fix }: LintRequest): Check[] {
  return partsOf(paths).map(({ name, args }) => {
    const flags = ['--tsconfig', `tools/lint/tsconfig.${name}.json`, '--no-error-on-unmatched-pattern', ...mended(fix)];
    return { name: `types ${name}`, run: () => runTool(root, 'oxlint/bin/oxlint', [...flags, ...args]) };
  });
}

const mended = (fix: boolean): string[] => (fix ? ['--fix'] : []);

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
