import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identify, type ProcessIdentity } from '../processes/process-identity.ts';

export interface RunRecord extends ProcessIdentity {
  name: string;
}

/** Writes down a process that was just started, so that a later start finds it if we die first. */
export function recordRun(folder: string, name: string, pid: number): RunRecord {
  const record: RunRecord = { name, ...identify(pid) };
  writeFileSync(recordFile(folder, name), JSON.stringify(record), { mode: 0o600 });
  return record;
}

export function forgetRun(folder: string, name: string): void {
  rmSync(recordFile(folder, name), { force: true });
}

/** All records of a folder that may not be there; a file that is cut short counts as none. */
export function readRecords(folder: string): RunRecord[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return files.flatMap((file) => readRecord(join(folder, file)));
}

function readRecord(file: string): RunRecord[] {
  try {
    return [JSON.parse(readFileSync(file, 'utf8')) as RunRecord];
  } catch {
    return [];
  }
}

function recordFile(folder: string, name: string): string {
  return join(folder, `${name}.json`);
}
