import { quantile } from '../statistics/summary.ts';
import type { MicroCase, MicroRound } from './micro-case.ts';

/** Long enough that reading the clock is nothing beside it. */
const BATCH_MS = 0.2;

/** Repeats an operation for so long, one after the other; an operation that is a promise is awaited each time. */
export async function measureCase({ run }: MicroCase, measureMs: number): Promise<MicroRound> {
  const size = await batchSize(run);
  const times: number[] = [];
  const cpuBefore = process.cpuUsage();
  const beganAt = performance.now();
  while (performance.now() - beganAt < measureMs) times.push(await batchMs(run, size));
  const elapsedMs = performance.now() - beganAt;
  const { user, system } = process.cpuUsage(cpuBefore);
  const each = (q: number): number => quantile(times, q) / size;
  return {
    ops: times.length * size,
    elapsedMs,
    cpuMs: (user + system) / 1_000,
    p50: each(0.5),
    p95: each(0.95),
    p99: each(0.99),
    rssMb: process.memoryUsage.rss() / 1e6,
  };
}

async function batchSize(run: () => unknown): Promise<number> {
  let size = 1;
  while (size < 65_536 && (await batchMs(run, size)) < BATCH_MS) size *= 2;
  return size;
}

async function batchMs(run: () => unknown, size: number): Promise<number> {
  const start = performance.now();
  for (let n = 0; n < size; n++) {
    const outcome = run();
    if (outcome instanceof Promise) await outcome;
  }
  return performance.now() - start;
}
