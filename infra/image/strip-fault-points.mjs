// Takes the fault points out of compiled packages: `node infra/image/strip-fault-points.mjs <folder with dist> …`.
// For images; a build for tests keeps them. Ends with an error when one is left.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withoutFaultPoints } from './fault-points.mjs';

/** What a build without fault points may not hold. */
const LEFT_OVER = /\bfp\(|FAULT_POINT|FAULT_SEED/;
const SKIPPED = new Set(['node_modules', 'src', 'test']);

/** @param {string} folder @returns {string[]} */
function compiledFiles(folder, isInDist = false) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return SKIPPED.has(entry.name) ? [] : compiledFiles(path, isInDist || entry.name === 'dist');
    return isInDist && entry.name.endsWith('.js') ? [path] : [];
  });
}

/** @param {string} path */
function strip(path) {
  if (/\/platform\/dist\/faults\//.test(path)) {
    rmSync(path);
    return true;
  }
  const text = readFileSync(path, 'utf8');
  const stripped = withoutFaultPoints(text);
  if (LEFT_OVER.test(stripped)) throw new Error(`${path} still holds a fault point`);
  if (stripped === text) return false;
  writeFileSync(path, stripped);
  return true;
}

const changed = process.argv
  .slice(2)
  .flatMap((folder) => compiledFiles(folder))
  .filter(strip);
process.stdout.write(`fault points removed from ${changed.length} files\n`);
