import { setTimeout as sleep } from 'node:timers/promises';
import { ClosedLoop } from './closed-loop.ts';
import type { Job, JobResult } from './job.ts';
import { OpenLoop } from './open-loop.ts';
import { shotsOf } from './shots.ts';
import { Tally } from './tally.ts';

/** How long a request may remain unanswered at the end of a round. */
const DRAIN_MS = 10_000;

export interface Loop {
  start(): Promise<void>;
  /** Sends nothing more; resolves when every answer is in, or rejects after `limitMs`. */
  drain(limitMs: number): Promise<void>;
  close(): void;
}

/** Sends the load of one round and says what came back. */
export async function runJob(job: Job): Promise<JobResult> {
  const tally = new Tally(job.pids);
  const options = { port: job.port, next: shotsOf(job), tally };
  const loop: Loop =
    job.pace.kind === 'closed'
      ? new ClosedLoop({ ...options, connections: job.pace.connections })
      : new OpenLoop({ ...options, perSecond: job.pace.perSecond });
  try {
    await loop.start();
    await sleep(job.warmUpMs);
    tally.beginMeasuring();
    await sleep(job.measureMs);
    const measured = tally.result();
    await loop.drain(DRAIN_MS);
    return { ...measured, ...tally.checked() };
  } finally {
    loop.close();
  }
}
