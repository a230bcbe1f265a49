import { Worker } from 'bullmq';

/** What the runner asks of this process, and what it answers. */
export interface PickupOrder {
  redisUrl: string;
  queue: string;
  jobs: number;
}
export interface PickupReply {
  /** Of each job, from when it was due to the beginning of its work. */
  waitsMs: number[];
  twice: number;
}

/** What a job carries: when it was due, in milliseconds since 1970 with fractions, as two processes share them. */
export interface PickupJob {
  due: number;
}

const now = (): number => performance.timeOrigin + performance.now();
const CONCURRENCY = 100;

process.on('message', (order: PickupOrder) => void work(order).then((reply) => process.send?.(reply)));
process.send?.('ready');

/** A worker that waits for jobs, and does nothing for each of them; says when it waits, and when all are done. */
async function work({ redisUrl, queue, jobs }: PickupOrder): Promise<PickupReply> {
  const connection = { url: redisUrl, maxRetriesPerRequest: null };
  const waits = new Map<string, number>();
  let twice = 0;
  const pickUp = async ({ id = '', data }: { id?: string; data: PickupJob }): Promise<void> => {
    if (waits.has(id)) twice += 1;
    waits.set(id, now() - data.due);
  };
  const worker = new Worker<PickupJob>(queue, pickUp, { connection, concurrency: CONCURRENCY });
  let completed = 0;
  const finished = new Promise<void>((done) => worker.on('completed', () => (completed += 1) === jobs && done()));
  await worker.waitUntilReady();
  process.send?.('waiting');
  await finished;
  await worker.close();
  return { waitsMs: [...waits.values()], twice };
}
