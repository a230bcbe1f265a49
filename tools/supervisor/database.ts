import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { startCluster, type Cluster } from '../postgres/cluster.ts';
import { RotatingLog } from '../processes/rotating-log.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import { failuresAfter, restartDelayMs } from './backoff.ts';
import type { DataFolder } from './data-folder.ts';

const PREFERRED_PORT = 5433;

export interface Database {
  /** Of a user who may create roles and databases. */
  adminUrl: string;
  description: string;
  stop(): Promise<void>;
}

export interface DatabaseRequest {
  root: string;
  data: DataFolder;
  secrets: SecretStore;
  /** Of the environment; undefined for an embedded server. */
  externalUrl: string | undefined;
  say: (message: string) => void;
}

/** Uses the given server, or starts an embedded one and keeps it running until it is stopped. */
export async function openDatabase(request: DatabaseRequest): Promise<Database> {
  const { externalUrl } = request;
  if (externalUrl !== undefined) {
    const { host } = new URL(externalUrl);
    return { adminUrl: externalUrl, description: `DATABASE_URL, ${host}`, stop: () => Promise.resolve() };
  }
  const log = new RotatingLog(join(request.data.logs, 'postgres.log'));
  const start = (preferredPort: number): Promise<Cluster> =>
    startCluster({
      root: request.root,
      home: request.data.postgres,
      password: request.secrets.token('database-superuser'),
      preferredPort,
      durable: true,
      log: (chunk) => log.write(chunk),
      say: request.say,
    });
  const first = await start(PREFERRED_PORT);
  const stop = keepRunning(first, start, request.say);
  return { adminUrl: first.url, description: `embedded, port ${first.port}`, stop };
}

/** Starts the server again whenever it ends; the returned function ends that, and the server. */
function keepRunning(
  first: Cluster,
  start: (port: number) => Promise<Cluster>,
  say: (message: string) => void,
): () => Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;
  let current = first;
  const watch = async (): Promise<void> => {
    for (let failures = 0; !signal.aborted;) {
      const startedAt = performance.now();
      await current.ended;
      if (signal.aborted) return;
      failures = failuresAfter(failures, performance.now() - startedAt);
      say(`PostgreSQL stopped; starting it again in ${restartDelayMs(failures) / 1000} s.`);
      await sleep(restartDelayMs(failures), undefined, { signal }).catch(() => undefined);
      if (!signal.aborted) current = (await restarted(first.port, start, say)) ?? current;
    }
  };
  const watching = watch();
  return async () => {
    stopping.abort();
    await current.stop();
    await watching;
    // A restart that was under way when we were asked to stop.
    await current.stop();
  };
}

/** Everybody was told the port: a server on another one is of no use. */
async function restarted(
  port: number,
  start: (port: number) => Promise<Cluster>,
  say: (message: string) => void,
): Promise<Cluster | undefined> {
  try {
    const cluster = await start(port);
    if (cluster.port === port) {
      say('PostgreSQL is back.');
      return cluster;
    }
    await cluster.stop();
  } catch (error) {
    say((error as Error).message);
  }
  return undefined;
}
