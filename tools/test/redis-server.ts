import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { choosePort } from '../processes/free-port.ts';
import { terminate } from '../processes/terminate.ts';
import { until } from '../processes/until.ts';
import type { Workspace } from './workspace.ts';

const START_MS = 10_000;

export interface RedisServer {
  url: string;
  pid: number;
  stop(): Promise<void>;
}

/**
 * Starts a Redis that refuses to forget, on a free loopback port. It keeps everything in memory; with `appendOnly` also
 * on disk, as in production, where it may lose the last second.
 */
export async function startRedis(
  program: string,
  workspace: Workspace,
  { appendOnly = false }: { appendOnly?: boolean } = {},
): Promise<RedisServer> {
  const port = await choosePort(6390);
  const durable = ['--appendonly', appendOnly ? 'yes' : 'no', '--appendfsync', 'everysec', '--save', ''];
  const settings = ['--bind', '127.0.0.1', '--maxmemory-policy', 'noeviction', ...durable];
  const child = spawn(program, ['--port', String(port), '--dir', workspace.folder('redis'), ...settings], {
    stdio: 'ignore',
    detached: true,
  });
  const identity = child.pid === undefined ? undefined : workspace.record('redis-server', child.pid);
  child.on('error', () => undefined);
  if (!identity || !(await until(() => answersPing(port), { timeoutMs: START_MS }))) {
    throw new Error(`${program} did not start on port ${port}`);
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    pid: identity.pid,
    stop: async () => void (await terminate(identity, START_MS)),
  };
}

function answersPing(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.setTimeout(1_000, () => socket.destroy());
    socket.once('data', (data) => {
      socket.destroy();
      done(data.toString().startsWith('+PONG'));
    });
    socket.once('close', () => done(false));
    socket.once('error', () => done(false));
  });
}
