import { Queue, Worker } from 'bullmq';

/** What the runner asks of this process, and what it answers. */
export interface BullmqOrder {
  redisUrl: string;
  jobs: number;
}
export interface BullmqReply {
  elapsedMs: number;
  done: number;
  twice: number;
}

const CONCURRENCY = 100;
const BATCH = 1_000;
const QUEUE = 'bench';

process.on('message', (order: BullmqOrder) => void work(order).then((reply) => process.send?.(reply)));
process.send?.('ready');

/** Adds the jobs in bulk, then times a worker that does nothing for each of them. */
async function work({ redisUrl, jobs }: BullmqOrder): Promise<BullmqReply> {
  const connection = { url: redisUrl, maxRetriesPerRequest: null };
  const queue = new Queue(QUEUE, { connection });
  await queue.obliterate({ force: true });
  for (let from = 0; from < jobs; from += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, jobs - from) }, (_, i) => ({
      ...{ name: 'node', data: { key: from + i }, opts: { removeOnComplete: true } },
    }));
    await queue.addBulk(batch);
  }
  const seen = new Map<string, number>();
  const began = performance.now();
  const worker = new Worker(QUEUE, async (job) => void seen.set(job.id ?? '', (seen.get(job.id ?? '') ?? 0) + 1), {
    connection,
    concurrency: CONCURRENCY,
  });
  let completed = 0;
  await new Promise<void>((done) => worker.on('completed', () => (completed += 1) === jobs && done()));
  const elapsedMs = performance.now() - began;
  await worker.close();
  await queue.close();
  return { elapsedMs, done: seen.size, twice: [...seen.values()].filter((times) => times > 1).length };
}
