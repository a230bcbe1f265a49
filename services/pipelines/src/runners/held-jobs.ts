import { Injectable } from '@nestjs/common';
import { OrgTx, SystemTx } from '@throughline/platform';
import { ExecutionsRepository } from '../engine/executions.repository.js';
import { NodeLogRepository } from '../node-logs/node-log.repository.js';
import { type JobRef, JobsRepository } from './jobs.repository.js';
import { type HandedOutJob, JobHandOver } from './job-hand-over.js';
import type { KnownRunner } from './runner-registry.js';

/** A job with how many lines of its log are stored. */
export type RetakenJob = HandedOutJob & { logOffset: number };

/** Gives a runner that has started anew what it held before, so that nothing it began is lost or begun again. */
@Injectable()
export class HeldJobs {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly orgTx: OrgTx,
    private readonly jobs: JobsRepository,
    private readonly executions: ExecutionsRepository,
    private readonly logs: NodeLogRepository,
    private readonly handOver: JobHandOver,
  ) {}

  /** Every job that it took under its present credential and whose lease has not run out, each under a new fence. */
  async retake(runner: KnownRunner): Promise<{ jobs: RetakenJob[] }> {
    const held = await this.systemTx.run((tx) => this.jobs.held(tx, runner));
    const jobs: RetakenJob[] = [];
    for (const ref of held) {
      const job = await this.retakeOne(runner, ref);
      if (job) jobs.push(job);
    }
    return { jobs };
  }

  /** The job that a request was given before, whose answer the runner has not got. */
  async givenTo(runner: KnownRunner, requestId: string): Promise<HandedOutJob | undefined> {
    const ref = await this.systemTx.run((tx) => this.jobs.givenTo(tx, runner, requestId));
    return ref && this.retakeOne(runner, ref, requestId);
  }

  private retakeOne(
    runner: KnownRunner,
    ref: JobRef,
    requestId: string | null = null,
  ): Promise<RetakenJob | undefined> {
    return this.orgTx.run(ref.orgId, async (tx) => {
      await this.executions.lock(tx, ref.executionId);
      const job = await this.jobs.retake(tx, ref.id, runner, requestId);
      const handedOut = job && (await this.handOver.again(tx, job));
      if (!handedOut) return undefined;
      const log = await this.logs.stateOf(tx, job.nodeId);
      return { ...handedOut, logOffset: log?.logOffset ?? 0 };
    });
  }
}
