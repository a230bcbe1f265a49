import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identify, isRunning, type ProcessIdentity } from '../processes/process-identity.ts';
import { terminate } from '../processes/terminate.ts';
import { readRecords, recordRun } from '../supervisor/run-records.ts';

const PREFIX = 'throughline-test-';
const GRACE_MS = 30_000;

/** A temporary folder of one run of the tests, and the processes that it started. */
export interface Workspace {
  folder(name: string): string;
  record(name: string, pid: number): ProcessIdentity;
  remove(): void;
}

/** Opens one, after removing what runs left behind that were killed: their processes first. */
export async function openWorkspace(): Promise<Workspace> {
  await removeAbandoned();
  const path = mkdtempSync(join(tmpdir(), PREFIX));
  // PostgreSQL may run as another account and has to pass through.
  chmodSync(path, 0o711);
  writeFileSync(join(path, 'owner.json'), JSON.stringify(identify(process.pid)));
  const folder = (name: string): string => {
    mkdirSync(join(path, name), { recursive: true, mode: 0o711 });
    return join(path, name);
  };
  return {
    folder,
    record: (name, pid) => recordRun(folder('run'), name, pid),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

async function removeAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const path = join(tmpdir(), name);
    const owner = ownerOf(path);
    if (!owner || isRunning(owner)) continue;
    await Promise.all(readRecords(join(path, 'run')).map((record) => terminate(record, GRACE_MS)));
    rmSync(path, { recursive: true, force: true });
  }
}

function ownerOf(path: string): ProcessIdentity | undefined {
  try {
    return JSON.parse(readFileSync(join(path, 'owner.json'), 'utf8')) as ProcessIdentity;
  } catch {
    return undefined;
  }
}
