import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Check, Outcome } from './outcome.ts';

export const TARGETS = { median: 60, p95: 250, max: 300 };

export interface FileLength {
  path: string;
  lines: number;
}

const SOURCE = /\.(ts|tsx|mts|mjs|cjs)$/;
const NOT_COUNTED =
  /\.(spec|int-spec|api-spec|test)\.tsx?$|(^|\/)(test|e2e|fixtures|generated)\/|\.gen\.tsx?$|\.d\.ts$/;

/** Prints how long our source files are, and fails beyond the targets of the house. */
export function lengthCheck(root: string, files: string[]): Check {
  return {
    name: 'file lengths',
    run: async () => judgeLengths(await Promise.all(files.filter(isCounted).map((path) => measure(root, path)))),
  };
}

/** Specs, fixtures and generated files have their own measure. */
export function isCounted(path: string): boolean {
  return SOURCE.test(path) && !NOT_COUNTED.test(path);
}

/** Median, 95th percentile and maximum against {@link TARGETS}; a percentile is the nearest rank. */
export function judgeLengths(files: FileLength[]): Outcome {
  const sorted = files.map(({ lines }) => lines).sort((a, b) => a - b);
  const rank = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  const found = { median: rank(0.5), p95: rank(0.95), max: rank(1) };
  const summary = `${files.length} files: median ${found.median}, p95 ${found.p95}, max ${found.max} lines`;
  const tooLong = files.filter(({ lines }) => lines > TARGETS.max).map(({ path, lines }) => `  ${path}: ${lines}`);
  const missed = (Object.keys(TARGETS) as (keyof typeof TARGETS)[])
    .filter((key) => found[key] > TARGETS[key])
    .map((key) => `  ${key} ${found[key]} is above ${TARGETS[key]}`);
  return { ok: missed.length === 0, detail: [summary, ...missed, ...tooLong].join('\n') };
}

async function measure(root: string, path: string): Promise<FileLength> {
  const text = await readFile(join(root, path), 'utf8');
  return { path, lines: text.replace(/\n$/, '').split('\n').length };
}
