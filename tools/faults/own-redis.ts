import { eventually } from '@throughline/testing';
import { Redis } from 'ioredis';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { choosePort } from '../processes/free-port.ts';
import { find } from '../test/programs.ts';

const START_MS = 20_000;
const COMMAND_MS = 5_000;

export interface RedisSettings {
  /** Whether it keeps an append-only file, written out every second. Without it, only what `SAVE` wrote is kept. */
  appendOnly: boolean;
  /** What it does when its memory is full; `noeviction` is the only right answer. */
  policy?: 'noeviction' | 'allkeys-lru';
  /** Where its folder is made, when it is to be on another disk than the usual one. */
  parent?: string;
}

/** A Redis of a test's own, a direct child of it, on a port and in a folder that it keeps over restarts. */
export interface OwnRedis {
  url: string;
  /** Where its files are. */
  folder: string;
  /** One command over a connection of its own. */
  command(name: string, ...args: string[]): Promise<unknown>;
  /** kill -9: what was not written is gone. It does not test power loss: the page cache outlives the process. */
  kill(): Promise<void>;
  /** Starts it again on what it had written; resolves once it has loaded that. */
  restart(): Promise<void>;
  remove(): Promise<void>;
}

export async function startOwnRedis(settings: RedisSettings): Promise<OwnRedis> {
  const folder = mkdtempSync(join(settings.parent ?? tmpdir(), 'throughline-redis-'));
  const port = await choosePort(6490);
  const url = `redis://127.0.0.1:${port}`;
  const start = async (): Promise<ChildProcess> => {
    const child = spawn(find('redis-server') ?? 'redis-server', argumentsOf(port, folder, settings), {
      stdio: 'ignore',
    });
    child.on('error', () => undefined); // shows as a server that never answers
    await eventually(() => command(url, 'PING'), START_MS);
    return child;
  };
  let server = await start();
  const kill = async (): Promise<void> => {
    const ended = endOf(server);
    server.kill('SIGKILL');
    await ended;
  };
  return {
    url,
    folder,
    command: (name, ...args) => command(url, name, ...args),
    kill,
    restart: async () => {
      server = await start();
    },
    remove: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function argumentsOf(port: number, folder: string, { appendOnly, policy = 'noeviction' }: RedisSettings): string[] {
  const settings = {
    port: String(port),
    bind: '127.0.0.1',
    dir: folder,
    save: '',
    appendonly: appendOnly ? 'yes' : 'no',
    appendfsync: 'everysec',
    'maxmemory-policy': policy,
  };
  return Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
}

async function command(url: string, name: string, ...args: string[]): Promise<unknown> {
  const redis = new Redis(url, { maxRetriesPerRequest: 0, retryStrategy: () => null, commandTimeout: COMMAND_MS });
  redis.on('error', () => undefined); // the command itself rejects
  return redis.call(name, ...args).finally(() => redis.disconnect());
}

function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', () => resolve()));
}
