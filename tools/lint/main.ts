/**
 * The lint lane: `node tools/lint/main.ts [--fix] [path …]`, paths relative to the root of the repository.
 * Runs every check even when one fails, so that one run tells everything; exits 1 when any did.
 */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { generateClient } from './generated-client.ts';
import { lengthCheck } from './length-check.ts';
import { runChecks, seconds } from './run-checks.ts';
import { arrowsCheck, eslintChecks, formatCheck, typedChecks } from './tool-checks.ts';
import { trackedFiles } from './tracked-files.ts';
import { wordsCheck } from './words-check.ts';

const ROOT = join(import.meta.dirname, '../..');

const { values, positionals } = parseArgs({
  options: { fix: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const paths = positionals.map((path) => path.replace(/\/+$/, ''));
const request = { root: ROOT, paths, fix: values.fix };
const files = (await trackedFiles(ROOT)).filter(isAsked);
if (files.length === 0) throw new Error(`No file of the repository lies at ${paths.join(', ')}`);

generateClient(ROOT);

// The longest first, so that the short ones fill the other core.
const checks = [
  ...eslintChecks(request),
  formatCheck(request, files),
  ...typedChecks(request),
  arrowsCheck(request),
  lengthCheck(ROOT, files),
  wordsCheck(ROOT, files),
];
const startedAt = performance.now();
const failed = await runChecks(checks, Math.min(4, availableParallelism()), console.log);
const verdict = failed.length === 0 ? 'lint: ok' : `lint: failed in ${failed.join(', ')}`;
console.log(`${verdict} (${seconds(startedAt)})`);
process.exitCode = failed.length === 0 ? 0 : 1;

/** Whether a tracked file lies at or below a path that was asked for. */
function isAsked(file: string): boolean {
  return paths.length === 0 || paths.some((path) => file === path || file.startsWith(`${path}/`));
}
