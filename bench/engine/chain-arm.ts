import { join } from 'node:path';
import type { BenchContext } from '../bench-context.ts';
import { hasNpmPeer, NPM_PEERS, npmPeerEntry, type NpmPeerName } from '../peers/npm-peers.ts';
import { nextMessage, startChild } from '../processes/child.ts';
import type { EngineArm } from './arm.ts';
import type { ChainOrder, ChainReply } from './chain-order.ts';
import { peerDatabase } from './peer-database.ts';
import type { PipelinesStack } from './pipelines-stack.ts';

interface ChainPeer {
  name: NpmPeerName;
  script: string;
  config: string;
  /** Of a round, for one that would take most of the time of all; many enough to keep it at work. */
  mostRuns?: number;
}

/** Job queues on PostgreSQL: a chain is jobs of which each adds the next. */
const PEERS: ChainPeer[] = [
  {
    ...{ name: 'graphile-worker', script: 'graphile-process.ts' },
    config: '24 jobs at once, localQueue 500, completeJobBatchDelay 0; each job adds the one after it; 60 runs a round',
    mostRuns: 60,
  },
  {
    ...{ name: 'pg-boss', script: 'pg-boss-process.ts' },
    config: 'fetch, complete and insert in batches of up to 300, without waiting in between',
  },
];

/** The peers that are installed, each in a database of its own on the same server. */
export async function chainArms(context: BenchContext, stack: PipelinesStack): Promise<EngineArm[]> {
  const arms: EngineArm[] = [];
  for (const peer of PEERS) {
    if (hasNpmPeer(peer.name)) arms.push(await chainArm(context, stack, peer));
    else context.say(`without ${peer.name}, which is not installed: npm run bench:peers -- ${peer.name}`);
  }
  return arms;
}

async function chainArm(
  { workspace, stops }: BenchContext,
  stack: PipelinesStack,
  peer: ChainPeer,
): Promise<EngineArm> {
  const databaseUrl = await peerDatabase(stack.clusterUrl, peer.name.replace('-', '_'));
  const command = [process.execPath, join(import.meta.dirname, peer.script)];
  const child = startChild({ name: peer.name, command, channel: true }, workspace);
  stops.push(() => child.stop());
  await nextMessage(child);
  const entry = npmPeerEntry(peer.name);
  return {
    ...{ id: peer.name, kind: 'peer', version: NPM_PEERS[peer.name].version, config: peer.config },
    roots: [child.pid, stack.postgresPid],
    does: ({ shape, runs }) => shape.id.startsWith('chain-') && runs > 1,
    run: async ({ shape, runs: asked }) => {
      const length = shape.nodes.length;
      const runs = Math.min(asked, peer.mostRuns ?? asked);
      const reply = nextMessage<ChainReply>(child);
      child.process.send({ entry, databaseUrl, runs, length } satisfies ChainOrder);
      const { elapsedMs, runMs, jobs, twice } = await reply;
      return { elapsedMs, nodes: runs * length, runMs, acked: runs, stored: Math.floor(jobs / length), twice };
    },
  };
}
