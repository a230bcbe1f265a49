import { Injectable } from '@nestjs/common';
import { isId } from '@throughline/kernel';
import { fp, OrgTx, SystemTx, type Tx } from '@throughline/platform';
import { ExecutionsRepository } from '../engine/executions.repository.js';
import { JobQueue } from './job-queue.js';
import { type HandedOutJob, JobHandOver } from './job-hand-over.js';
import { type JobRef, type JobRow, JobsRepository } from './jobs.repository.js';
import type { KnownRunner } from './runner-registry.js';
import { refuse } from './runners.errors.js';

/** Hands jobs to runners, and lets a runner act on a job only while it holds the job's current fence. */
@Injectable()
export class JobsService {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly orgTx: OrgTx,
    private readonly jobs: JobsRepository,
    private readonly queue: JobQueue,
    private readonly executions: ExecutionsRepository,
    private readonly handOver: JobHandOver,
  ) {}

  /** The first job there is for the runner, which has it from then on. */
  async takeNext(runner: KnownRunner, requestId: string | null): Promise<HandedOutJob | undefined> {
    for (const candidate of await this.queue.candidates(runner.id)) {
      const job = await this.take(runner, candidate, requestId);
      if (!job) continue;
      this.queue.served(runner.id, candidate);
      return job;
    }
    return undefined;
  }

  async heartbeat(runner: KnownRunner, jobId: string, fence: number): Promise<{ cancel: boolean }> {
    return this.onJob(runner, jobId, async (tx, job) => {
      const renewed = await this.jobs.renew(tx, job.id, fence);
      if (!renewed) throw refuse('fence_stale');
      return renewed;
    });
  }

  /**
   * Runs `work` in the job's organization with the execution locked, so that the fence cannot change under it.
   * @throws `job_missing` for a job that was never this runner's
   */
  async onJob<T>(runner: KnownRunner, jobId: string, work: (tx: Tx, job: JobRow) => Promise<T>): Promise<T> {
    const ref = await this.locate(runner, jobId);
    return this.orgTx.run(ref.orgId, async (tx) => {
      await this.executions.lock(tx, ref.executionId);
      const job = await this.jobs.find(tx, ref.id, runner.id);
      if (!job) throw refuse('job_missing');
      return work(tx, job);
    });
  }

  /** Like `onJob`, for a job that is running under exactly this fence; 409 `fence_stale` else. */
  onCurrentJob<T>(
    runner: KnownRunner,
    held: { jobId: string; fence: number },
    work: (tx: Tx, job: JobRow) => Promise<T>,
  ): Promise<T> {
    return this.onJob(runner, held.jobId, async (tx, job) => {
      if (job.fence !== held.fence || job.state !== 'running') throw refuse('fence_stale');
      return work(tx, job);
    });
  }

  private async locate(runner: KnownRunner, jobId: string): Promise<JobRef> {
    const ref = isId(jobId) ? await this.systemTx.run((tx) => this.jobs.locate(tx, jobId, runner.id)) : undefined;
    if (!ref) throw refuse('job_missing');
    return ref;
  }

  private take(runner: KnownRunner, candidate: JobRef, requestId: string | null): Promise<HandedOutJob | undefined> {
    return this.orgTx.run(candidate.orgId, async (tx) => {
      await this.executions.lock(tx, candidate.executionId);
      const job = await this.jobs.claim(tx, candidate, runner, requestId);
      if (!job) return undefined;
      const handedOut = await this.handOver.start(tx, job, runner);
      fp('jobs.before_hand_over');
      return handedOut;
    });
  }
}
