import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BenchResult, benchResult } from './result.ts';

const BENCH = join(import.meta.dirname, '..');

/** Checks the shape and writes `bench/out/<name>.json`; returns the path. */
export function writeResult(result: BenchResult): string {
  mkdirSync(join(BENCH, 'out'), { recursive: true });
  const file = join(BENCH, 'out', `${result.name}.json`);
  writeFileSync(file, `${JSON.stringify(benchResult.parse(result), null, 1)}\n`);
  return file;
}

/** The last run's result, or the accepted one that later runs are compared with; undefined when there is none. */
export function readResult(folder: 'out' | 'accepted', name: string): BenchResult | undefined {
  const file = join(BENCH, folder, `${name}.json`);
  return existsSync(file) ? benchResult.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}
