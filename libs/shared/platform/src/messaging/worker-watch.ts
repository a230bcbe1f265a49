import type { Job, Worker } from 'bullmq';
import type { Logger } from '../context/root-logger.js';
import { jobsStalled, queueErrors } from '../health/delivery-metrics.js';

const CLOSE_LIMIT_MS = 15_000;
/** BullMQ's words for a job that stalled more often than `maxStalledCount`. */
const STALLED_TOO_OFTEN = /stalled more than allowable limit/;

/**
 * Counts what a worker reports. BullMQ gives up a job that stalls twice; it is put back, because how often an event may
 * be started is counted in PostgreSQL, where a third start without an end lays it aside for good.
 */
export function watchWorker(worker: Worker, queue: string, logger: Logger): void {
  worker.on('stalled', (jobId) => {
    jobsStalled.inc({ queue });
    logger.warn({ jobId, queue }, 'a job stalled: its worker died or was blocked');
  });
  worker.on('error', (error) => {
    queueErrors.inc({ queue });
    logger.warn({ err: error, queue }, 'the queue is in trouble');
  });
  worker.on('failed', (job, error) => {
    if (job && STALLED_TOO_OFTEN.test(error.message)) void putBack(queue, job, logger);
  });
}

async function putBack(queue: string, job: Job, logger: Logger): Promise<void> {
  try {
    await job.retry('failed');
  } catch (error) {
    logger.warn({ err: error, jobId: job.id, queue }, 'a stalled job waits for the sweeper');
  }
}

/** Waits for the jobs at hand, for 15 seconds; then aborts their signals and lets go. */
export async function closeWorker(worker: Worker): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), CLOSE_LIMIT_MS);
  });
  const result = await Promise.race([worker.close(), late]);
  clearTimeout(timer);
  if (result === 'late') worker.cancelAllJobs('the process is stopping');
}
