import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import { ExecutionEngine } from '../engine/execution-engine.js';
import { isOfPullRequest } from '../pipeline-secrets/pull-request.rules.js';
import { SecretPins } from '../pipeline-secrets/secret-pins.js';
import type { RestoredFiles } from '../kept-files/kept-files.repository.js';
import { RestoredFilesReader } from '../kept-files/restored-files.reader.js';
import { type JobRow, LEASE_MS } from './jobs.repository.js';
import type { KnownRunner } from './runner-registry.js';

export interface HandedOutJob {
  jobId: string;
  fence: number;
  leaseMs: number;
  executionId: string;
  nodeKey: string;
  attempt: number;
  kind: string;
  spec: Record<string, unknown>;
  /** What the step has to find in its workspace beside what a checkout brings; absent without any. */
  restore?: RestoredFiles[];
}

/** What a runner is told of a job that it has: its secrets are added on the way out, and are in no row of the job. */
@Injectable()
export class JobHandOver {
  constructor(
    private readonly engine: ExecutionEngine,
    private readonly pins: SecretPins,
    private readonly restored: RestoredFilesReader,
  ) {}

  /** Starts the node of a job that was just taken; undefined where it ends in error instead, for want of a secret. */
  async start(tx: Tx, job: JobRow, runner: KnownRunner): Promise<HandedOutJob | undefined> {
    const opened = await this.pins.open(tx, job, job.secrets);
    const isThere = 'secrets' in opened;
    const applied = await this.engine.apply(
      tx,
      job.executionId,
      {
        ...{ type: 'node', key: job.nodeKey },
        ...(isThere
          ? { trigger: 'start', message: null, facts: { runnerName: runner.name } }
          : { trigger: 'error', message: missingWords(opened.missing, job) }),
      },
      { userId: null, name: `runner ${runner.name}` },
    );
    if (!applied) throw new Error(`job ${job.id} was ready and its node was not`);
    return isThere ? this.handedOut(tx, job, opened.secrets) : undefined;
  }

  /** The same once more, for a runner that has it; undefined where its secrets are gone, which could not be masked. */
  async again(tx: Tx, job: JobRow): Promise<HandedOutJob | undefined> {
    const opened = await this.pins.open(tx, job, job.secrets);
    return 'secrets' in opened ? this.handedOut(tx, job, opened.secrets) : undefined;
  }

  private async handedOut(tx: Tx, job: JobRow, secrets: Record<string, string>): Promise<HandedOutJob> {
    const { id: jobId, fence, executionId, nodeKey, attempt, kind } = job;
    const spec = job.secrets.length > 0 ? { ...job.spec, secrets } : job.spec;
    const restore = await this.restored.of(tx, job);
    const handedOut = { jobId, fence, leaseMs: LEASE_MS, executionId, nodeKey, attempt, kind, spec };
    return restore.length > 0 ? { ...handedOut, restore } : handedOut;
  }
}

const missingWords = (name: string, { spec }: JobRow): string =>
  isOfPullRequest(spec.repository?.branch ?? '')
    ? 'A run of a pull request gets no secrets: whoever opens one could print them.'
    : `There is no secret ${name} any more.`;
