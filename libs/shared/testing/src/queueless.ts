import type { TestDatabase } from './test-database.js';

/** What jest.config.cjs gives to the specs of the lane that has every spec, and PostgreSQL under the queues. */
interface LaneGlobals {
  /** Patterns of the specs that the lane with Redis leaves out. */
  QUEUELESS?: readonly string[];
  /** Also left out: what their services put into a queue is for others. */
  SEND_ONLY?: readonly string[];
}

// Each job takes a number of the sequence, also one that is done and removed. A worker's pulse is one that nobody takes:
// it is there as soon as a process has been up for a while, and tells nothing of the spec.
const MORE_THAN_THE_PULSE = `
  SELECT is_called AND last_value > (SELECT count(*) FROM bullmq.job WHERE queue LIKE '%.pulse') AS are_hidden
  FROM bullmq.job_seq`;

// Whoever takes a job notes the attempt first; how many notes were ever made is known when the note is gone.
const TAKEN = `
  SELECT coalesce(sum(n_tup_ins), 0) > 0 AS are_hidden FROM pg_stat_user_tables WHERE relname = 'delivery_attempt'`;

/**
 * Holds libs/shared/testing/jest/queueless.cjs to its word, at the end of a spec's database.
 * @throws Error when the running spec is on the first list and a queue of the database has ever had a job but the pulse, or
 *   on the second and one has been taken: what it shows may then depend on the backend, and the lane with Redis would not
 *   run it
 */
export async function refuseHiddenJobs({ query }: Pick<TestDatabase, 'query'>): Promise<void> {
  const { QUEUELESS = [], SEND_ONLY = [] } = globalThis as LaneGlobals;
  if (QUEUELESS.length + SEND_ONLY.length === 0) return;
  const { testPath = '' } = expect.getState();
  const isOf = (patterns: readonly string[]): boolean => patterns.some((pattern) => new RegExp(pattern).test(testPath));
  const isHidden = async (sql: string): Promise<boolean> =>
    (await query<{ are_hidden: boolean }>(sql))[0]?.are_hidden === true;
  if (isOf(QUEUELESS) && (await isHidden(MORE_THAN_THE_PULSE)))
    throw new Error(`${testPath} uses a queue: it is not for jest/queueless.cjs`);
  if (isOf(SEND_ONLY) && (await isHidden(TAKEN)))
    throw new Error(`${testPath} takes jobs from a queue: it is not for jest/queueless.cjs`);
}
