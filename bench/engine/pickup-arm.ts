import { join } from 'node:path';
import type { BenchContext } from '../bench-context.ts';
import { nextMessage, startChild } from '../processes/child.ts';
import type { EngineArm } from './arm.ts';
import { bullmqArm } from './bullmq-arm.ts';
import { LATENCY_SHAPE, loadOf } from './latency-cells.ts';
import { packageVersion } from './package-version.ts';
import type { PickupOrder, PickupReply } from './pickup-process.ts';
import type { PipelinesStack } from './pipelines-stack.ts';

const CAPACITY_RUNS = 500;

/** Bare BullMQ on the same Redis with jobs that come by themselves, at a share of what its worker can do. */
export async function pickupArm(context: BenchContext, stack: PipelinesStack, durationMs: number): Promise<EngineArm> {
  const bulk = await bullmqArm(context, stack, packageVersion('bullmq'));
  const cell = { id: 'capacity', shape: LATENCY_SHAPE, runs: CAPACITY_RUNS };
  await bulk.run(cell);
  const { elapsedMs, nodes } = await bulk.run(cell);
  const most = (nodes * 1_000) / elapsedMs;
  const command = [process.execPath, join(import.meta.dirname, 'pickup-process.ts')];
  const child = startChild({ name: 'pickup-process', command, channel: true }, context.workspace);
  context.stops.push(() => child.stop());
  await nextMessage(child);
  return {
    ...bulk,
    config: `one worker, concurrency 100, jobs of one moment added together, Redis with AOF everysec; at most ${Math.round(most)} jobs in a second`,
    roots: [child.pid, stack.redisPid],
    run: async ({ id }) => {
      const reply = nextMessage<PickupReply>(child);
      const order: PickupOrder = { redisUrl: stack.redisUrl, perSecond: most * loadOf(id), durationMs };
      child.process.send(order);
      const { elapsedMs: ms, waitsMs, twice } = await reply;
      const jobs = waitsMs.length;
      return { elapsedMs: ms, nodes: jobs, runMs: waitsMs, acked: jobs, stored: jobs, twice };
    },
  };
}
