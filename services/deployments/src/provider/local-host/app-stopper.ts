import { setTimeout as pause } from 'node:timers/promises';
import { isAlive } from '../../launcher/process-stat.js';
import type { ObservedApp } from '../provider.js';

const GRACE_MS = 5_000;
const KILL_MS = 5_000;
const LOOK_MS = 25;

/** Asks the app's process group to end, kills it after 5 s, and resolves when it is gone. */
export async function stopApp(app: Pick<ObservedApp, 'pid' | 'startTicks'>): Promise<void> {
  if (!isAlive(app)) return;
  signalGroup(app.pid, 'SIGTERM');
  if (await isGone(app, GRACE_MS)) return signalGroup(app.pid, 'SIGKILL'); // what the app left behind in its group
  signalGroup(app.pid, 'SIGKILL');
  await isGone(app, KILL_MS);
}

async function isGone(app: Pick<ObservedApp, 'pid' | 'startTicks'>, limitMs: number): Promise<boolean> {
  const deadline = performance.now() + limitMs;
  while (isAlive(app)) {
    if (performance.now() > deadline) return false;
    await pause(LOOK_MS);
  }
  return true;
}

function signalGroup(leader: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-leader, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
