import { Injectable } from '@nestjs/common';
import { PgListener, waitForHint } from '@throughline/platform';
import { JOBS_CHANNEL } from '../engine/job-dispatcher.js';
import { HeldJobs } from './held-jobs.js';
import type { HandedOutJob } from './job-hand-over.js';
import { JobsService } from './jobs.service.js';
import type { KnownRunner } from './runner-registry.js';

const LOOK_EVERY_MS = 1_000;

/** A runner's request for work. */
export interface Acquisition {
  waitMs: number;
  requestId: string | undefined;
  /** It was sent before, and no answer came: there may be a job that the runner does not know of. */
  isRepeated: boolean;
}

/** Gives runners work, each request one job at most, however often it is sent. */
@Injectable()
export class JobAcquisition {
  constructor(
    private readonly jobs: JobsService,
    private readonly held: HeldJobs,
    private readonly listener: PgListener,
  ) {}

  /**
   * The next job, or undefined when none came within `waitMs` or before the signal: nobody would work on one then. Two calls
   * of one request that take a job at once are decided by the database, which refuses one; sent again, it gets the other's.
   */
  async acquire(runner: KnownRunner, asked: Acquisition, signal: AbortSignal): Promise<HandedOutJob | undefined> {
    const { requestId = null, isRepeated } = asked;
    const deadline = performance.now() + asked.waitMs;
    for (;;) {
      // Looked for each time: the call before this one may still be at it.
      const given = isRepeated && requestId !== null ? await this.held.givenTo(runner, requestId) : undefined;
      const job = given ?? (await this.jobs.takeNext(runner, requestId));
      const leftMs = deadline - performance.now();
      if (job || leftMs <= 0) return job;
      await waitForHint(this.listener, JOBS_CHANNEL, { limitMs: Math.min(leftMs, LOOK_EVERY_MS), signal });
      if (signal.aborted) return undefined;
    }
  }
}
