import { type ChainJob, type ChainOrder, type ChainReply, ChainTally, serveChains } from './chain-order.ts';

/** What of the package is used; it is not a dependency of ours. */
interface Job {
  id: string;
  data: ChainJob;
}
interface Boss {
  start(): Promise<unknown>;
  stop(options: object): Promise<void>;
  on(event: 'error', listener: (error: unknown) => void): void;
  createQueue(name: string): Promise<void>;
  deleteQueue(name: string): Promise<void>;
  insert(name: string, jobs: { data: ChainJob }[]): Promise<unknown>;
  fetch(name: string, options: { batchSize: number }): Promise<Job[]>;
  complete(name: string, ids: string[]): Promise<unknown>;
}
interface PgBoss {
  PgBoss: new (options: object) => Boss;
}

const QUEUE = 'node';
/** Its fastest way: batches, fetched again at once instead of polled. */
const BATCH = 300;

serveChains(work);

async function work(order: ChainOrder): Promise<ChainReply> {
  const { PgBoss } = (await import(order.entry)) as PgBoss;
  const boss = new PgBoss({ connectionString: order.databaseUrl, supervise: false, schedule: false });
  boss.on('error', console.error);
  await boss.start();
  await boss.createQueue(QUEUE);
  const tally = new ChainTally(order);
  await boss.insert(
    QUEUE,
    tally.roots().map((data) => ({ data })),
  );
  let isOver = false;
  void tally.finished.then(() => (isOver = true));
  while (!isOver) await batch(boss, tally);
  await boss.deleteQueue(QUEUE);
  await boss.stop({ graceful: false });
  return tally.reply();
}

async function batch(boss: Boss, tally: ChainTally): Promise<void> {
  const jobs = await boss.fetch(QUEUE, { batchSize: BATCH });
  if (jobs.length === 0) return;
  const next = jobs.flatMap(({ data }) => tally.done(data) ?? []);
  const ids = jobs.map(({ id }) => id);
  await boss.complete(QUEUE, ids);
  if (next.length > 0)
    await boss.insert(
      QUEUE,
      next.map((data) => ({ data })),
    );
  for (const { data } of jobs) if (data.left === 0) tally.ended(data);
}
