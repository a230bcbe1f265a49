import { Queue, Worker } from 'bullmq';
import { arrivals, atTimes } from './poisson.ts';

/** What the runner asks of this process, and what it answers. */
export interface PickupOrder {
  redisUrl: string;
  perSecond: number;
  durationMs: number;
}
export interface PickupReply {
  elapsedMs: number;
  /** Of each job, from when it was due to the beginning of its work. */
  waitsMs: number[];
  twice: number;
}

const CONCURRENCY = 100;
const QUEUE = 'pickup';

process.on('message', (order: PickupOrder) => void work(order).then((reply) => process.send?.(reply)));
process.send?.('ready');

/** A worker that waits for jobs, and jobs that come by themselves; those of one moment are added together. */
async function work({ redisUrl, perSecond, durationMs }: PickupOrder): Promise<PickupReply> {
  const connection = { url: redisUrl, maxRetriesPerRequest: null };
  const queue = new Queue<{ due: number }>(QUEUE, { connection });
  await queue.obliterate({ force: true });
  const times = arrivals(perSecond, durationMs, 1);
  const waits = new Map<string, number>();
  let twice = 0;
  let completed = 0;
  let finish = (): void => undefined;
  const finished = new Promise<void>((done) => (finish = done));
  const worker = new Worker<{ due: number }>(
    QUEUE,
    async ({ id = '', data }) => {
      if (waits.has(id)) twice += 1;
      waits.set(id, performance.now() - data.due);
    },
    { connection, concurrency: CONCURRENCY },
  );
  worker.on('completed', () => (completed += 1) === times.length && finish());
  await worker.waitUntilReady();
  const began = await atTimes(times, (due) => {
    const jobs = due.map((at) => ({ name: 'node', data: { due: at }, opts: { removeOnComplete: true } }));
    void queue.addBulk(jobs);
  });
  await finished;
  const elapsedMs = performance.now() - began;
  await worker.close();
  await queue.close();
  return { elapsedMs, waitsMs: [...waits.values()], twice };
}
