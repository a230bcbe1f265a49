import { until } from '../../tools/processes/until.ts';

/** Resolves when no request waits for its answer; rejects when some still do after `limitMs`. */
export async function whenIdle(waiting: () => number, limitMs: number): Promise<void> {
  if (await until(() => waiting() === 0, { timeoutMs: limitMs, everyMs: 5 })) return;
  throw new Error(`${waiting()} requests were never answered`);
}
