import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { PlatformConfig } from '@throughline/platform';
import { eventually } from './eventually.js';
import { freePort } from './free-port.js';
import { compileCache, programFile } from './test-env.config.js';

/** What a start takes on a machine that does much else. */
const START_MS = 60_000;

export interface ServiceProcess {
  url: string;
  /** Resolves with the signal or exit code once the process has ended. */
  ended: Promise<NodeJS.Signals | number | null>;
  /** Tells it to stop, as a supervisor would. */
  stop(): void;
  /** Ends it as a power cut would. */
  kill(): Promise<unknown>;
}

/**
 * Runs the entry point of a service or the gateway as a process with the given configuration and waits until it answers;
 * else it is ended.
 */
export async function spawnService(
  entry: string,
  config: Partial<PlatformConfig>,
  more: Record<string, string> = {},
): Promise<ServiceProcess> {
  const port = await freePort();
  const env = Object.fromEntries(
    Object.entries(config).map(([key, value]) => [key, value === undefined ? '' : String(value)]),
  );
  const common = { PATH: '/usr/bin:/bin', NODE_COMPILE_CACHE: compileCache() };
  const child = spawn(process.execPath, [programFile(entry)], {
    env: { ...common, ...env, SERVICE_PORT: String(port), GATEWAY_PORT: String(port), ...more },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  const ended = endOf(child);
  const started = eventually(() => hasEnded(child) || answers(url, port), START_MS).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw error;
  });
  await Promise.race([started, ended]); // one that dies at start is for the caller to see
  return {
    url,
    ended,
    stop: () => void child.kill('SIGTERM'),
    kill: () => {
      child.kill('SIGKILL');
      return ended;
    },
  };
}

function endOf(child: ChildProcess): Promise<NodeJS.Signals | number | null> {
  return new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)));
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

/** Asks for a connection first: a request costs ten times as much, and most of the time nobody listens yet. */
async function answers(url: string, port: number): Promise<true> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect').finally(() => socket.destroy());
  const response = await fetch(`${url}/readyz`);
  if (!response.ok) throw new Error(`not ready: ${await response.text()}`);
  return true;
}
