import type { Queue } from 'bullmq';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PickupJob } from './pickup-process.ts';

/** Jobs that are kept waiting: more than a worker takes at once, so that it never waits for them. */
const BACKLOG = 1_000;
const TICK_MS = 1;

/** How many jobs had been done at a moment, in milliseconds. */
export interface DoneAt {
  at: number;
  done: number;
}

/**
 * Adds so many jobs, each moment as many as keep the worker from waiting, and counts meanwhile how many it has done: what
 * it can do while jobs come, which is less than it does with jobs that are there already, and how they come when it is measured.
 */
export async function addUnderLoad(queue: Queue<PickupJob>, jobs: number): Promise<DoneAt[]> {
  const counted: DoneAt[] = [];
  for (let added = 0; added < jobs;) {
    const { waiting = 0, active = 0 } = await queue.getJobCounts('waiting', 'active');
    counted.push({ at: performance.now(), done: added - waiting - active });
    const count = Math.min(BACKLOG - waiting, jobs - added);
    if (count > 0) await queue.addBulk(Array.from({ length: count }, () => jobDueNow()));
    added += Math.max(0, count);
    await sleep(TICK_MS);
  }
  return counted;
}

/**
 * Jobs done in a second, from when a third of them was done: before that the worker was still beginning.
 * @throws Error when nothing was done after that
 */
export function steadyRate(counted: readonly DoneAt[]): number {
  const last = counted.at(-1);
  const from = last && counted.find(({ done }) => done >= last.done / 3);
  if (!last || !from || last.done === from.done) throw new Error('too few jobs to tell a rate by');
  return ((last.done - from.done) * 1_000) / (last.at - from.at);
}

const jobDueNow = (): { name: string; data: PickupJob; opts: { removeOnComplete: true } } => ({
  ...{ name: 'node', data: { due: performance.timeOrigin + performance.now() }, opts: { removeOnComplete: true } },
});
