import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { choosePort } from '../../tools/processes/free-port.ts';
import type { Workspace } from '../../tools/test/workspace.ts';
import { startChild } from '../processes/child.ts';
import { type PeerProxy, whenListening } from './peer-proxy.ts';
import { findPeer } from './peers.ts';

const PREFERRED_PORT = 4790;

/** As nginx has it: one thread, connections kept on both sides and used by whoever comes, no log. */
export function haproxyConfig({ port, upstreamPort }: { port: number; upstreamPort: number }): string {
  return `
global
  nbthread 1
  maxconn 1024
defaults
  mode http
  http-reuse always
  timeout connect 5s
  timeout client 300s
  timeout server 30s
  timeout http-keep-alive 300s
frontend door
  bind 127.0.0.1:${port} backlog 1024
  http-request set-header X-Forwarded-For %[src]
  http-request set-header X-Request-Id %[uuid()]
  default_backend service
backend service
  server upstream 127.0.0.1:${upstreamPort}
`;
}

/** Starts HAProxy in front of the upstream; undefined where it is not installed. @param pin as for nginx */
export async function startHaproxy(
  pin: string[],
  upstreamPort: number,
  workspace: Workspace,
): Promise<PeerProxy | undefined> {
  const peer = findPeer('haproxy');
  if (!peer) return undefined;
  const port = await choosePort(PREFERRED_PORT);
  const config = haproxyConfig({ port, upstreamPort });
  const file = join(workspace.folder('haproxy'), 'haproxy.cfg');
  writeFileSync(file, config);
  const command = [...pin, peer.program, '-db', '-f', file];
  const child = startChild({ name: 'haproxy', command, env: peer.env }, workspace);
  await whenListening('haproxy', child, port);
  return { port, workerPids: [child.pid], config, stop: () => child.stop() };
}
