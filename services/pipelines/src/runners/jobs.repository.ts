import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';

export const LEASE_MS = 30_000;

export interface JobRef {
  id: string;
  orgId: string;
  executionId: string;
}

export interface JobRow extends JobRef {
  nodeId: string;
  nodeKey: string;
  kind: 'checkout' | 'shell' | 'http';
  attempt: number;
  state: 'ready' | 'running' | 'finished';
  fence: number;
  spec: {
    artifacts: { name: string; path: string }[];
    repository?: { branch: string };
    keepFilesBytes?: number;
  } & Record<string, unknown>;
  /** The names of the secrets that the node asks for. */
  secrets: string[];
  /** It is of an execution that repeats another. */
  isReplay: boolean;
}

const JOB = `SELECT j.id, j.org_id AS "orgId", j.execution_id AS "executionId", j.node_id AS "nodeId", n.key AS "nodeKey",
    n.kind, n.attempt, j.state, j.fence, j.spec, coalesce(n.definition->'secrets', '[]') AS secrets,
    EXISTS (SELECT FROM replay r WHERE r.execution_id = j.execution_id) AS "isReplay"
  FROM job j JOIN node n ON n.id = j.node_id WHERE j.id = $1 AND j.runner_id = $2`;

/** Jobs: ready nodes on their way to a runner and back. Every write of a runner names the fence it was given. */
@Injectable()
export class JobsRepository {
  /** Takes the job for the runner if it is still ready and the execution is still nobody's or its own. */
  async claim(
    tx: Tx,
    job: JobRef,
    runner: { id: string; registration: number },
    requestId: string | null,
  ): Promise<JobRow | undefined> {
    const placed = await tx.query<{ runner_id: string }>(
      `INSERT INTO execution_placement AS p (execution_id, org_id, runner_id) VALUES ($1, $2, $3)
       ON CONFLICT (execution_id, org_id) DO UPDATE SET runner_id = p.runner_id RETURNING runner_id`,
      [job.executionId, job.orgId, runner.id],
    );
    if (placed[0]?.runner_id !== runner.id) return undefined;
    const rows = await tx.query(
      `UPDATE job SET state = 'running', fence = fence + 1, runner_id = $2,
         runner_registration = $4, acquired_by = $5, lease_until = clock_timestamp() + $3 * interval '1 millisecond'
       WHERE id = $1 AND state = 'ready' RETURNING id`,
      [job.id, runner.id, LEASE_MS, runner.registration, requestId],
    );
    if (rows.length === 0) return undefined;
    const claimed = await this.find(tx, job.id, runner.id);
    // That no runner could take it is not so any more.
    await tx.query('UPDATE node SET message = NULL WHERE id = $1 AND message IS NOT NULL', [claimed?.nodeId]);
    return claimed;
  }

  /** What the runner took under its present credential and has not lost; bounded by its number of slots. In a SystemTx. */
  held(tx: Tx, runner: { id: string; registration: number }): Promise<JobRef[]> {
    return tx.query<JobRef>(
      `SELECT id, org_id AS "orgId", execution_id AS "executionId" FROM job
       WHERE state = 'running' AND runner_id = $1 AND runner_registration = $2 AND lease_until > clock_timestamp()
       ORDER BY created_at LIMIT 100`,
      [runner.id, runner.registration],
    );
  }

  /** The job that a request of the runner was given, if its answer may have been lost. In a SystemTx. */
  async givenTo(tx: Tx, runner: { id: string; registration: number }, requestId: string): Promise<JobRef | undefined> {
    const rows = await tx.query<JobRef>(
      `SELECT id, org_id AS "orgId", execution_id AS "executionId" FROM job
       WHERE state = 'running' AND runner_id = $1 AND acquired_by = $2 AND runner_registration = $3`,
      [runner.id, requestId, runner.registration],
    );
    return rows[0];
  }

  /**
   * Hands a job that is held out once more, under a new fence; undefined when it is not held any more.
   * @param requestId of a runner that has not heard of it, so that nothing was begun, whatever became of the lease
   */
  async retake(
    tx: Tx,
    jobId: string,
    runner: { id: string; registration: number },
    requestId: string | null = null,
  ): Promise<JobRow | undefined> {
    const rows = await tx.query(
      `UPDATE job SET fence = fence + 1, lease_until = clock_timestamp() + $4 * interval '1 millisecond'
       WHERE id = $1 AND state = 'running' AND runner_id = $2 AND runner_registration = $3
         AND (lease_until > clock_timestamp() OR acquired_by = $5) RETURNING id`,
      [jobId, runner.id, runner.registration, LEASE_MS, requestId],
    );
    return rows.length > 0 ? this.find(tx, jobId, runner.id) : undefined;
  }

  async find(tx: Tx, jobId: string, runnerId: string): Promise<JobRow | undefined> {
    return (await tx.query<JobRow>(JOB, [jobId, runnerId]))[0];
  }

  /** Where a job belongs, for a caller that knows its id alone. In a SystemTx. */
  async locate(tx: Tx, jobId: string, runnerId: string): Promise<JobRef | undefined> {
    const rows = await tx.query<JobRef>(
      'SELECT id, org_id AS "orgId", execution_id AS "executionId" FROM job WHERE id = $1 AND runner_id = $2',
      [jobId, runnerId],
    );
    return rows[0];
  }

  /** Renews the lease; undefined when the fence is not current any more. */
  async renew(tx: Tx, jobId: string, fence: number): Promise<{ cancel: boolean } | undefined> {
    const rows = await tx.query<{ cancel: boolean }>(
      `UPDATE job SET lease_until = clock_timestamp() + $3 * interval '1 millisecond'
       WHERE id = $1 AND fence = $2 AND state = 'running' RETURNING cancel_requested AS cancel`,
      [jobId, fence, LEASE_MS],
    );
    return rows[0];
  }

  /** Ends the job under its fence; false when it is not the current one or the job has ended. */
  async finish(tx: Tx, jobId: string, fence: number): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE job SET state = 'finished' WHERE id = $1 AND fence = $2 AND state = 'running' RETURNING id`,
      [jobId, fence],
    );
    return rows.length > 0;
  }
}
