import { join } from 'node:path';
import type { Workspace } from '../../tools/test/workspace.ts';
import { type Child, nextMessage, startChild } from '../processes/child.ts';

export interface BareNode {
  port: number;
  child: Child;
}

/** Starts the least proxy that Node allows before the upstream: the limit of a gateway on Node. @param pin as for nginx */
export async function startBareNode(pin: string[], upstreamPort: number, workspace: Workspace): Promise<BareNode> {
  const command = [...pin, process.execPath, join(import.meta.dirname, 'bare-proxy.ts'), String(upstreamPort)];
  const child = startChild({ name: 'bare-node', command, channel: true }, workspace);
  const { port } = await nextMessage<{ port: number }>(child);
  return { port, child };
}
