import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { signal as send } from '../processes/terminate.ts';
import { forgetBuild, isFresh, markBuilt, sourceHash } from './build-state.ts';

export interface BuildRequest {
  root: string;
  /** Files that a finished build has made, relative to the root. */
  outputs: string[];
  log: (chunk: Buffer) => void;
  signal: AbortSignal;
}

/** Builds every workspace unless the last build was of the same sources. Throws when the build fails. */
export async function ensureBuilt(request: BuildRequest): Promise<'fresh' | 'built'> {
  const { root, outputs } = request;
  if (isFresh(root, outputs)) return 'fresh';
  await build(request);
  return 'built';
}

/** Builds every workspace; Nx takes from its cache what did not change. */
export async function build({ root, log, signal }: Omit<BuildRequest, 'outputs'>): Promise<void> {
  const sources = sourceHash(root);
  forgetBuild(root);
  const exitCode = await runNx({ root, log, signal, argv: ['run-many', '--target=build', '--output-style=static'] });
  signal.throwIfAborted();
  if (exitCode !== 0) throw new Error(`the build failed with exit code ${exitCode}`);
  markBuilt(root, sources);
}

export interface NxRequest {
  root: string;
  argv: string[];
  log: (chunk: Buffer) => void;
  signal: AbortSignal;
}

/** Runs Nx to its end, without its daemon, and returns its exit code. */
export function runNx({ root, argv, log, signal }: NxRequest): Promise<number> {
  const child = spawn(process.execPath, [join(root, 'node_modules/nx/dist/bin/nx.js'), ...argv], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    // Its output goes to a file and is searched: no colours.
    env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', NX_NO_CLOUD: 'true', FORCE_COLOR: '0' },
  });
  const stop = (): void => (child.pid === undefined ? undefined : send(-child.pid, 'SIGTERM'));
  signal.addEventListener('abort', stop, { once: true });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', log);
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('exit', (code, name) => {
      signal.removeEventListener('abort', stop);
      done(code ?? 128 + (name ? constants.signals[name] : 0));
    });
  });
}
