import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { choosePort } from '../processes/free-port.ts';
import { signal } from '../processes/terminate.ts';
import { until } from '../processes/until.ts';
import { postgresAccount } from './account.ts';
import { installedBinaries } from './binaries.ts';
import { clearLeftovers, clusterName } from './cluster-processes.ts';
import { initialise, SUPERUSER } from './initialise.ts';
import { placeCluster } from './placement.ts';
import { answers } from './server-answer.ts';
import { asSocketFolder, serverArguments } from './server-settings.ts';

const START_MS = 60_000;
const FAST_STOP_MS = 20_000;

export interface ClusterRequest {
  /** The checkout whose node_modules holds the programs. */
  root: string;
  /** The cluster's folder; made when missing, kept between starts. */
  home: string;
  password: string;
  preferredPort: number;
  durable: boolean;
  /** Whether its URL leads to a unix socket where it can, which takes less CPU than the port: for many short statements. */
  bySocket?: boolean;
  log: (chunk: Buffer) => void;
  say: (message: string) => void;
}

export interface Cluster {
  /** Of the superuser, to the database `postgres`. */
  url: string;
  port: number;
  /** Settles when the server has ended, whoever ended it. */
  ended: Promise<void>;
  /** Disconnects everybody and waits for the server's end. */
  stop(): Promise<void>;
}

/**
 * Starts an embedded PostgreSQL and returns once it answers. What an earlier start left behind is stopped first.
 * Throws with what the server said when it does not come up within a minute.
 */
export async function startCluster(request: ClusterRequest): Promise<Cluster> {
  const { root, home, password, durable, bySocket = false, say } = request;
  const account = postgresAccount(home);
  const place = placeCluster({ binaries: installedBinaries(root), home, account, say });
  const data = initialise({ place, account, password, durable });
  if ((await clearLeftovers(data)) === 'stopped') say('Stopped a PostgreSQL that an earlier start left behind.');
  const port = await choosePort(request.preferredPort);
  if (port !== request.preferredPort) say(`Port ${request.preferredPort} is taken: PostgreSQL uses ${port}.`);
  const name = clusterName(data);
  const socketFolder = bySocket ? asSocketFolder(place.home) : undefined;
  const settings = { port, socketFolder, clusterName: name, durable };
  const server = spawn(join(place.bin, 'postgres'), serverArguments(data, settings), {
    ...account,
    cwd: place.home,
    // A group of its own: Ctrl-C is for the supervisor, which stops the database last.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = whenEnded(server);
  const byPort = `postgres://${SUPERUSER}:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
  const url = socketFolder === undefined ? byPort : `${byPort}?host=${encodeURIComponent(socketFolder)}`;
  await whenReady({ server, url, name, log: request.log });
  return { url, port, ended, stop: () => stopServer(server) };
}

interface Readiness {
  server: ChildProcess;
  url: string;
  name: string;
  log: (chunk: Buffer) => void;
}

async function whenReady({ server, url, name, log }: Readiness): Promise<void> {
  let said = '';
  for (const stream of [server.stdout, server.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4_000);
      log(chunk);
    });
  }
  try {
    const settled = await until(async () => isOver(server) || (await answers(url, name)), { timeoutMs: START_MS });
    if (!settled || isOver(server)) throw new Error('PostgreSQL did not start.');
  } catch (error) {
    if (server.pid && !isOver(server)) signal(server.pid, 'SIGQUIT');
    throw new Error(`${(error as Error).message} It said:\n${said.trim()}`, { cause: error });
  }
}

function whenEnded(server: ChildProcess): Promise<void> {
  return new Promise((done) => {
    server.once('exit', () => done());
    server.once('error', () => done());
  });
}

function isOver(server: ChildProcess): boolean {
  return server.pid === undefined || server.exitCode !== null || server.signalCode !== null;
}

/** Fast, then at once, then by force: only the first writes everything out, the others leave that to the next start. */
async function stopServer(server: ChildProcess): Promise<void> {
  for (const name of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (server.pid && !isOver(server)) signal(server.pid, name);
    if (await until(() => isOver(server), { timeoutMs: FAST_STOP_MS })) return;
  }
}
