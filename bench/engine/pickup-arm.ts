import { Queue } from 'bullmq';
import { join } from 'node:path';
import type { BenchContext } from '../bench-context.ts';
import { type Child, nextMessage, startChild } from '../processes/child.ts';
import type { Attempt, EngineArm } from './arm.ts';
import { bullmqArm } from './bullmq-arm.ts';
import { LATENCY_SHAPE, loadOf } from './latency-cells.ts';
import { packageVersion } from './package-version.ts';
import type { PickupJob, PickupOrder, PickupReply } from './pickup-process.ts';
import type { PipelinesStack } from './pipelines-stack.ts';
import { arrivals, atTimes } from './poisson.ts';

const QUEUE = 'pickup';
const CAPACITY_RUNS = 500;

/**
 * Bare BullMQ on the same Redis with jobs that come by themselves, at a share of what its worker can do. They are added by
 * this process, so that adding takes nothing from the worker.
 */
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
    config: `one worker, concurrency 100, jobs of one moment added together by another process, Redis with AOF everysec; at most ${Math.round(most)} jobs in a second`,
    roots: [child.pid, stack.redisPid],
    run: ({ id }) => paced(stack.redisUrl, child, arrivals(most * loadOf(id), durationMs, 1)),
  };
}

async function paced(redisUrl: string, child: Child, times: readonly number[]): Promise<Attempt> {
  const queue = new Queue<PickupJob>(QUEUE, { connection: { url: redisUrl, maxRetriesPerRequest: null } });
  await queue.obliterate({ force: true });
  const waiting = nextMessage(child);
  child.process.send({ redisUrl, queue: QUEUE, jobs: times.length } satisfies PickupOrder);
  await waiting;
  const reply = nextMessage<PickupReply>(child);
  const began = await atTimes(times, (due) => {
    const jobs = due.map((at) => ({
      ...{ name: 'node', data: { due: performance.timeOrigin + at }, opts: { removeOnComplete: true } },
    }));
    void queue.addBulk(jobs);
  });
  const { waitsMs, twice } = await reply;
  const elapsedMs = performance.now() - began;
  await queue.close();
  const jobs = waitsMs.length;
  return { elapsedMs, nodes: jobs, runMs: waitsMs, acked: times.length, stored: jobs, twice };
}
