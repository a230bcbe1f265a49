import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { RotatingLog } from '../processes/rotating-log.ts';
import { signal as send } from '../processes/terminate.ts';
import { processEnvironment } from './process-environment.ts';
import type { MigrationSpec } from './processes.ts';
import { StartFailure } from './start-failure.ts';

export interface RunContext {
  root: string;
  /** Folder for its log. */
  logs: string;
  signal: AbortSignal;
}

/** Runs a program that ends by itself. Throws a StartFailure with its last words when it fails. */
export async function runToEnd(spec: MigrationSpec, { root, logs, signal }: RunContext): Promise<void> {
  const log = new RotatingLog(join(logs, `${spec.name}.log`));
  const child = spawn(process.execPath, [spec.entry], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: processEnvironment(process.env, spec.env),
  });
  const stop = (): void => (child.pid === undefined ? undefined : send(-child.pid, 'SIGTERM'));
  signal.addEventListener('abort', stop, { once: true });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => log.write(chunk));
  const exitCode = await new Promise<number>((done, fail) => {
    child.once('error', fail);
    child.once('close', (code, name) => done(code ?? 128 + (name ? constants.signals[name] : 0)));
  });
  signal.removeEventListener('abort', stop);
  log.close();
  signal.throwIfAborted();
  if (exitCode !== 0) throw new StartFailure(`${spec.name} failed with exit code ${exitCode}`, log.tail());
}
