import { type ChainJob, type ChainOrder, type ChainReply, ChainTally, serveChains } from './chain-order.ts';

/** What of the package is used; it is not a dependency of ours. */
interface GraphileWorker {
  run(
    options: object,
  ): Promise<{ stop(): Promise<void>; addJob(task: string, payload: object): Promise<unknown>; events: Events }>;
  makeWorkerUtils(options: object): Promise<{
    addJobs(specs: { identifier: string; payload: object }[]): Promise<unknown>;
    release(): Promise<void>;
  }>;
}
interface Events {
  on(event: 'job:complete', listener: (of: { job: { payload: ChainJob } }) => void): void;
}
interface Helpers {
  addJob(task: string, payload: object): Promise<unknown>;
}

/** Batched as its documentation recommends for many short jobs: a local queue, completions together. */
const SETTINGS = { concurrentJobs: 24, maxPoolSize: 10, localQueue: { size: 500 }, completeJobBatchDelay: 0 };

serveChains(work);

async function work(order: ChainOrder): Promise<ChainReply> {
  const { run, makeWorkerUtils } = (await import(order.entry)) as GraphileWorker;
  const preset = { worker: { ...SETTINGS, connectionString: order.databaseUrl, schema: 'graphile_worker' } };
  const utils = await makeWorkerUtils({ preset });
  const tally = new ChainTally(order);
  const node = async (job: ChainJob, { addJob }: Helpers): Promise<void> => {
    const next = tally.done(job);
    if (next) await addJob('node', next);
  };
  await utils.addJobs(tally.roots().map((payload) => ({ identifier: 'node', payload })));
  const runner = await run({ preset, taskList: { node } });
  runner.events.on('job:complete', ({ job: { payload } }) => {
    if (payload.left === 0) tally.ended(payload);
  });
  await tally.finished;
  await runner.stop();
  await utils.release();
  return tally.reply();
}
