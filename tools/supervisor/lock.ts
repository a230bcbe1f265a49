import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { identify, isRunning, type ProcessIdentity } from '../processes/process-identity.ts';
import { until } from '../processes/until.ts';

/** Long enough for a supervisor whose terminal was just closed to notice and say that it is stopping. */
const NOTICE_MS = 2_000;
const STOP_MS = 60_000;

interface Holder extends ProcessIdentity {
  state: 'running' | 'stopping';
}

export interface Lock {
  /** Tells others that they need not wait long. */
  stopping(): void;
  release(): void;
}

export interface LockRequest {
  file: string;
  say: (message: string) => void;
  signal: AbortSignal;
}

/**
 * Takes the one place of supervisor of a data folder. A holder that is gone is replaced, one that is stopping is
 * waited for, and a running one is named in the error.
 */
export async function takeLock({ file, say, signal }: LockRequest): Promise<Lock> {
  const holder = (): Holder | undefined => livingHolder(file);
  if (holder()) {
    await until(() => holder()?.state !== 'running', { timeoutMs: NOTICE_MS, signal });
    if (holder()?.state === 'stopping') say('Waiting for the previous installation to stop…');
    await until(() => holder()?.state !== 'stopping', { timeoutMs: STOP_MS, signal });
  }
  const current = holder();
  if (current || !place(file)) {
    throw new Error(`Throughline already runs here, as process ${(current ?? readHolder(file))?.pid} (${file}).`);
  }
  return {
    stopping: () => rewrite(file),
    release: () => rmSync(file, { force: true }),
  };
}

/** A link appears whole or not at all, so of two who try at once one succeeds. */
function place(file: string): boolean {
  const draft = `${file}.${process.pid}`;
  const aside = `${draft}.old`;
  writeFileSync(draft, described('running'), { mode: 0o600 });
  try {
    if (existsSync(file)) renameSync(file, aside);
    const moved = livingHolder(aside);
    // Somebody was faster: what we moved away is not the lock that we had seen.
    linkSync(moved ? aside : draft, file);
    return moved === undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(draft, { force: true });
    rmSync(aside, { force: true });
  }
}

function rewrite(file: string): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, described('stopping'), { mode: 0o600 });
  renameSync(draft, file);
}

function described(state: Holder['state']): string {
  const holder: Holder = { ...identify(process.pid), state };
  return JSON.stringify(holder);
}

function livingHolder(file: string): Holder | undefined {
  const holder = readHolder(file);
  return holder && isRunning(holder) ? holder : undefined;
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}
