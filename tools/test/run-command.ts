import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { terminate } from '../processes/terminate.ts';
import type { LaneCommand } from './lane.ts';
import type { Workspace } from './workspace.ts';

/** Enough for a supervisor to stop what it started. */
const GRACE_MS = 40_000;

export interface CommandRun {
  root: string;
  name: string;
  env: NodeJS.ProcessEnv;
  workspace: Workspace;
  /** A file instead of the terminal. */
  output?: number;
  /** Ends the command and its group when it is aborted. */
  signal: AbortSignal;
}

/** Runs one command of a lane, and returns its exit code. */
export async function runCommand(command: LaneCommand, run: CommandRun): Promise<number> {
  const { root, name, workspace, output = 'inherit', signal } = run;
  if (signal.aborted) return 1;
  const child = spawn(process.execPath, [...(command.nodeFlags ?? []), join(root, command.script), ...command.argv], {
    cwd: join(root, command.cwd ?? '.'),
    stdio: ['ignore', output, output],
    detached: true,
    env: { ...run.env, ...command.env },
  });
  const identity = child.pid === undefined ? undefined : workspace.record(name, child.pid);
  const stop = (): void => void (identity && terminate(identity, GRACE_MS));
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await new Promise<number>((done, fail) => {
      child.once('error', fail);
      child.once('exit', (code, end) => done(code ?? 128 + (end ? constants.signals[end] : 0)));
    });
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
