import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Cluster, startCluster } from '../postgres/cluster.ts';
import { useTestServer } from './test-server.config.ts';

const ROOT = resolve(__dirname, '../..');
const PASSWORD = 'faults';

/** A PostgreSQL of a test's own that keeps its promises about crashes, on a port that it keeps over restarts. */
export interface OwnCluster {
  url: string;
  port: number;
  /** kill -9 of the postmaster and every backend: nothing is flushed. */
  kill(): Promise<void>;
  /** Starts it again on the same data and port; the same promise of a crash as before. */
  restart(): Promise<void>;
  /** Whether the postmaster is there. */
  isRunning(): boolean;
  /** SIGSTOP or SIGCONT to the postmaster and every backend. */
  signalAll(signal: 'SIGSTOP' | 'SIGCONT'): void;
  remove(): Promise<void>;
}

/**
 * Starts one and makes it the server on which this process's tests make their databases.
 * @param parent where its folder is made: another disk than the usual one
 */
export async function startOwnCluster(preferredPort: number, parent = tmpdir()): Promise<OwnCluster> {
  const folder = mkdtempSync(join(parent, 'throughline-faults-'));
  chmodSync(folder, 0o711); // the account of the server has to pass through
  let isRunning = false;
  const start = async (port: number): Promise<Cluster> => {
    const started = await startCluster({
      root: ROOT,
      home: join(folder, 'postgres'),
      password: PASSWORD,
      preferredPort: port,
      durable: true,
      log: () => undefined,
      say: () => undefined,
    });
    isRunning = true;
    void started.ended.then(() => (isRunning = false));
    return started;
  };
  let cluster = await start(preferredPort);
  const { url, port } = cluster;
  const data = join(folder, 'postgres/data');
  useTestServer(url);
  return {
    url,
    port,
    kill: async () => {
      for (const pid of processesOf(data)) signalProcess(pid, 'SIGKILL');
      await cluster.ended;
    },
    restart: async () => {
      cluster = await start(port);
      if (cluster.port !== port) throw new Error(`PostgreSQL came back on port ${cluster.port}, not ${port}`);
    },
    isRunning: () => isRunning,
    signalAll: (signal) => processesOf(data).forEach((pid) => signalProcess(pid, signal)),
    remove: async () => {
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The postmaster, which its pid file names, and its children. */
function processesOf(data: string): number[] {
  const postmaster = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8').trim().split(' ');
  return [postmaster, ...children.filter((pid) => pid !== '').map(Number)];
}

/** One that has ended by itself meanwhile is no fault. */
function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    return;
  }
}
