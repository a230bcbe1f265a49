import type { BareNode } from '../bare-node/bare-node.ts';
import type { PeerProxy } from '../peers/peer-proxy.ts';
import type { UpstreamService } from '../processes/upstream-service.ts';
import type { Arm } from '../result/result.ts';
import type { Stack } from './stack.ts';
import { TokenMint } from './token-mint.ts';
import type { Auth } from './workload.ts';

/** Something that answers the workload. */
export interface Subject {
  id: string;
  kind: Arm['kind'];
  port: number;
  /** Whose CPU time and memory it is charged with. */
  pids: number[];
  path: (bytes: number) => string;
  /** Credentials for so many requests, made now: tokens end after some minutes. */
  bearers: (requests: number) => string[];
  /** Undefined where no credential is looked at. */
  auth: Auth | undefined;
}

/** The workload's own rate where the credential is new each time: identity signs and writes for each. */
export const COLD_PER_SECOND = 200;

interface Servers {
  upstream: UpstreamService;
  /** By name. */
  peers: Record<string, PeerProxy>;
  bareNode: BareNode;
  stack: Stack;
}

/** The upstream itself, other products before it, and the gateway before it with each way to tell who calls. */
export function subjectsOf({ upstream, peers, bareNode, stack }: Servers, auths: Auth[]): Subject[] {
  const orgPath = (bytes: number): string => `/api/v1/orgs/${stack.org}/executions?bytes=${bytes}`;
  const tokens = new TokenMint(stack.signingKey, stack.accessToken);
  const oneToken = (): string[] => tokens.mint(1);
  const unaware = { path: orgPath, bearers: oneToken, auth: undefined };
  const ours: Record<Auth, Pick<Subject, 'path' | 'bearers'>> = {
    none: { path: (bytes) => `/hooks/bench?bytes=${bytes}`, bearers: () => [] },
    key: { path: (bytes) => `/ingest/v1/logs?bytes=${bytes}`, bearers: () => [stack.apiKey] },
    jwt: { path: orgPath, bearers: oneToken },
    cold: { path: orgPath, bearers: (requests) => tokens.mint(requests) },
  };
  return [
    { id: 'direct', kind: 'limit', port: upstream.port, pids: [upstream.child.pid], ...unaware },
    ...Object.entries(peers).map(([id, { port, workerPids: pids }]): Subject => {
      return { id, kind: 'peer', port, pids, ...unaware };
    }),
    { id: 'bare-node', kind: 'limit', port: bareNode.port, pids: [bareNode.child.pid], ...unaware },
    ...auths.map((auth): Subject => {
      const id = `ours-${auth}`;
      return { id, kind: 'ours', port: stack.port, pids: [stack.gateway.pid], ...ours[auth], auth };
    }),
  ];
}
