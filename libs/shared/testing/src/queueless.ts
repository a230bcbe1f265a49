import type { TestDatabase } from './test-database.js';

/** What jest.config.cjs gives to the specs of the lane that has every spec, and PostgreSQL under the queues. */
interface LaneGlobals {
  /** Patterns of the specs that the lane with Redis leaves out. */
  QUEUELESS?: readonly string[];
}

// Each job takes a number of the sequence, also one that is done and removed. A worker's pulse is one that nobody takes:
// it is there as soon as a process has been up for a while, and tells nothing of the spec.
const MORE_THAN_THE_PULSE = `
  SELECT is_called AND last_value > (SELECT count(*) FROM bullmq.job WHERE queue LIKE '%.pulse') AS are_hidden
  FROM bullmq.job_seq`;

/**
 * Holds libs/shared/testing/jest/queueless.cjs to its word, at the end of a spec's database.
 * @throws Error when the running spec is on the list and a queue of the database has ever had a job but the pulse: what
 *   it shows may then depend on the backend, and the lane with Redis would not run it
 */
export async function refuseHiddenJobs({ query }: Pick<TestDatabase, 'query'>): Promise<void> {
  const { QUEUELESS: patterns = [] } = globalThis as LaneGlobals;
  if (patterns.length === 0) return;
  const { testPath = '' } = expect.getState();
  if (!patterns.some((pattern) => new RegExp(pattern).test(testPath))) return;
  const [jobs] = await query<{ are_hidden: boolean }>(MORE_THAN_THE_PULSE);
  if (jobs?.are_hidden) throw new Error(`${testPath} uses a queue: it is not for jest/queueless.cjs`);
}
