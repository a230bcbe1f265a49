import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { RotatingLog } from '../../tools/processes/rotating-log.ts';
import { terminate } from '../../tools/processes/terminate.ts';
import type { Workspace } from '../../tools/test/workspace.ts';

export interface ChildRequest {
  name: string;
  command: string[];
  env?: NodeJS.ProcessEnv;
  /** Opens a channel for messages. */
  channel?: boolean;
}

export interface Child {
  pid: number;
  process: ChildProcess;
  log: RotatingLog;
  hasEnded(): boolean;
  /** Asks it and its group to end, then kills what is left; nobody else is touched. */
  stop(): Promise<void>;
}

const GRACE_MS = 5_000;

/** Starts a process of the benchmark; the workspace remembers it, so that a later run ends what a killed one left. */
export function startChild({ name, command, env, channel }: ChildRequest, workspace: Workspace): Child {
  const [program = '', ...argv] = command;
  const child = spawn(program, argv, {
    detached: true,
    env: env ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe', ...(channel ? (['ipc'] as const) : [])],
  });
  const log = new RotatingLog(join(workspace.folder('logs'), `${name}.log`));
  child.stdout?.on('data', (chunk: Buffer) => log.write(chunk));
  child.stderr?.on('data', (chunk: Buffer) => log.write(chunk));
  child.on('error', (error) => log.write(`${error.message}\n`));
  if (child.pid === undefined) throw new Error(`${name} cannot be started: ${program}`);
  const record = workspace.record(name, child.pid);
  return {
    pid: child.pid,
    process: child,
    log,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    stop: async () => void (await terminate(record, GRACE_MS)),
  };
}

/** The next message of a child that answers one message with one. Rejects when it ends first. */
export function nextMessage<T>(child: Child): Promise<T> {
  return new Promise((done, fail) => {
    const onExit = (): void => fail(new Error(`a process ended: ${child.log.tail().join('\n')}`));
    child.process.once('exit', onExit);
    child.process.once('message', (message) => {
      child.process.off('exit', onExit);
      done(message as T);
    });
  });
}
