import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { choosePort } from '../../tools/processes/free-port.ts';
import { until } from '../../tools/processes/until.ts';
import type { Workspace } from '../../tools/test/workspace.ts';
import { startChild } from '../processes/child.ts';
import { type PeerProxy, START_MS, whenListening } from './peer-proxy.ts';
import { requirePeer } from './peers.ts';

const PREFERRED_PORT = 4780;

/**
 * The configuration that serves our workload best: one worker, as the gateway is one process; connections kept on
 * both sides and never closed for their count; no log; uploads passed on as they come.
 */
export function nginxConfig({
  port,
  upstreamPort,
  folder,
}: {
  port: number;
  upstreamPort: number;
  folder: string;
}): string {
  return `
daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log stderr crit;
events { worker_connections 1024; }
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  keepalive_timeout 300s;
  keepalive_requests 1000000000;
  client_max_body_size 1m;
  client_body_buffer_size 512k;
  upstream service {
    server 127.0.0.1:${upstreamPort};
    keepalive 128;
    keepalive_requests 1000000000;
  }
  server {
    listen 127.0.0.1:${port} backlog=1024;
    location / {
      proxy_pass http://service;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header X-Forwarded-For $remote_addr;
      proxy_set_header X-Request-Id $request_id;
      proxy_request_buffering off;
      proxy_buffers 16 16k;
      proxy_buffer_size 16k;
      proxy_max_temp_file_size 0;
    }
  }
}
`;
}

/** Starts nginx in front of the upstream. @param pin what goes before the command to keep it on a core */
export async function startNginx(pin: string[], upstreamPort: number, workspace: Workspace): Promise<PeerProxy> {
  const { program, env } = requirePeer('nginx');
  const folder = workspace.folder('nginx');
  const port = await choosePort(PREFERRED_PORT);
  const config = nginxConfig({ port, upstreamPort, folder });
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, config);
  const child = startChild({ name: 'nginx', command: [...pin, program, '-p', folder, '-c', file], env }, workspace);
  await whenListening('nginx', child, port);
  await until(() => childrenOf(child.pid).length > 0, { timeoutMs: START_MS });
  return {
    port,
    workerPids: childrenOf(child.pid),
    config: config.replaceAll(folder, '<folder>'),
    stop: () => child.stop(),
  };
}

function childrenOf(pid: number): number[] {
  const file = `/proc/${pid}/task/${pid}/children`;
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split(' ')
    .map(Number)
    .filter((child) => child > 0);
}
