import { Queue } from 'bullmq';
import { join } from 'node:path';
import type { BenchContext } from '../bench-context.ts';
import { type Child, nextMessage, startChild } from '../processes/child.ts';
import type { Attempt, EngineArm } from './arm.ts';
import { loadOf } from './latency-cells.ts';
import { packageVersion } from './package-version.ts';
import { addUnderLoad, steadyRate } from './pickup-capacity.ts';
import type { PickupJob, PickupOrder, PickupReply } from './pickup-process.ts';
import type { PipelinesStack } from './pipelines-stack.ts';
import { arrivals, atTimes } from './poisson.ts';

const QUEUE = 'pickup';
const CAPACITY_JOBS = 20_000;

/**
 * Bare BullMQ on the same Redis with jobs that come by themselves, at a share of what its worker can do while they come.
 * They are added by this process, so that adding takes nothing from the worker.
 */
export async function pickupArm(context: BenchContext, stack: PipelinesStack, durationMs: number): Promise<EngineArm> {
  const command = [process.execPath, join(import.meta.dirname, 'pickup-process.ts')];
  const child = startChild({ name: 'pickup-process', command, channel: true }, context.workspace);
  context.stops.push(() => child.stop());
  await nextMessage(child);
  const bench: Pickup = { redisUrl: stack.redisUrl, child };
  await capacityOf(bench); // with cold compilers
  const most = await capacityOf(bench);
  return {
    ...{ id: 'bullmq', kind: 'limit', version: packageVersion('bullmq'), does: () => true },
    config: `one worker, concurrency 100, jobs of one moment added together by another process, Redis with AOF everysec; at most ${Math.round(most)} jobs in a second while they are added`,
    roots: [child.pid, stack.redisPid],
    run: ({ id }) => paced(bench, arrivals(most * loadOf(id), durationMs, 1)),
  };
}

interface Pickup {
  redisUrl: string;
  child: Child;
}

/** Jobs in a second while they are added. */
async function capacityOf(bench: Pickup): Promise<number> {
  const { came } = await withWorker(bench, CAPACITY_JOBS, (queue) => addUnderLoad(queue, CAPACITY_JOBS));
  return steadyRate(came);
}

async function paced(bench: Pickup, times: readonly number[]): Promise<Attempt> {
  const {
    came: began,
    reply: { waitsMs, twice },
    endedAt,
  } = await withWorker(bench, times.length, (queue) =>
    atTimes(times, (due) => {
      const jobs = due.map((at) => ({
        ...{ name: 'node', data: { due: performance.timeOrigin + at }, opts: { removeOnComplete: true } },
      }));
      void queue.addBulk(jobs);
    }),
  );
  const jobs = waitsMs.length;
  return { elapsedMs: endedAt - began, nodes: jobs, runMs: waitsMs, acked: times.length, stored: jobs, twice };
}

/** Adds jobs while the worker waits for so many; resolves once it has done them. */
async function withWorker<T>(
  { redisUrl, child }: Pickup,
  jobs: number,
  add: (queue: Queue<PickupJob>) => Promise<T>,
): Promise<{ came: T; reply: PickupReply; endedAt: number }> {
  const queue = new Queue<PickupJob>(QUEUE, { connection: { url: redisUrl, maxRetriesPerRequest: null } });
  await queue.obliterate({ force: true });
  const waiting = nextMessage(child);
  child.process.send({ redisUrl, queue: QUEUE, jobs } satisfies PickupOrder);
  await waiting;
  const replied = nextMessage<PickupReply>(child);
  const came = await add(queue);
  const reply = await replied;
  const endedAt = performance.now();
  await queue.close();
  return { came, reply, endedAt };
}
