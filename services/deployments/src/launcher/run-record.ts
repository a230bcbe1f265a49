import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { RunRecord } from './launch-spec.js';
import { isAlive } from './process-stat.js';

/**
 * Takes the app's record for this process; false when another launcher of the same deployment lives. Of two that
 * start at once, one writes the file and the other one gives up: an app never runs twice for one deployment.
 */
export function claimRecord(file: string, record: RunRecord): boolean {
  const present = readRecord(file);
  if (present && isAlive(present)) return false;
  rmSync(file, { force: true });
  try {
    writeFileSync(file, JSON.stringify(record), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** The record in a file; undefined when there is none or it is not one of ours. */
export function readRecord(file: string): RunRecord | undefined {
  try {
    const value = JSON.parse(readFileSync(file, 'utf8')) as Partial<RunRecord>;
    const usable = Number.isInteger(value.pid) && Number(value.pid) > 1 && typeof value.startTicks === 'string';
    return usable && typeof value.deploymentId === 'string' && Number.isInteger(value.port)
      ? (value as RunRecord)
      : undefined;
  } catch {
    return undefined;
  }
}
