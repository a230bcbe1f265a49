import { join } from 'node:path';
import type { BenchContext } from '../bench-context.ts';
import { nextMessage, startChild } from '../processes/child.ts';
import type { EngineArm } from './arm.ts';
import type { BullmqOrder, BullmqReply } from './bullmq-worker.ts';
import type { PipelinesStack } from './pipelines-stack.ts';

/** Bare BullMQ on the same Redis: a job for each node, without order, history or state: what a queue can do at most. */
export async function bullmqArm(
  { workspace, stops }: BenchContext,
  { redisUrl, redisPid }: Pick<PipelinesStack, 'redisUrl' | 'redisPid'>,
  version: string,
): Promise<EngineArm> {
  const command = [process.execPath, join(import.meta.dirname, 'bullmq-worker.ts')];
  const child = startChild({ name: 'bullmq-worker', command, channel: true }, workspace);
  stops.push(() => child.stop());
  await nextMessage(child);
  return {
    ...{ id: 'bullmq', kind: 'limit', version, does: () => true },
    config: 'jobs added in bulk before, one worker, concurrency 100, Redis with AOF everysec',
    roots: [child.pid, redisPid],
    run: async ({ shape, runs }) => {
      const jobs = runs * shape.nodes.length;
      const reply = nextMessage<BullmqReply>(child);
      child.process.send({ redisUrl, jobs } satisfies BullmqOrder);
      const { elapsedMs, done, twice } = await reply;
      return { elapsedMs, nodes: jobs, runMs: [elapsedMs], acked: jobs, stored: done, twice };
    },
  };
}
