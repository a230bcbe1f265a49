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

  /** Starts the node of a job that was just taken; undefined where it ends in error instead, for want of what it needs. */
  async start(tx: Tx, job: JobRow, runner: KnownRunner): Promise<HandedOutJob | undefined> {
    const packed = await this.packed(tx, job);
    const trouble = 'trouble' in packed ? packed.trouble : await this.troubleOf(tx, packed.job, runner);
    const applied = await this.engine.apply(
      tx,
      job.executionId,
      {
        ...{ type: 'node', key: job.nodeKey },
        ...(trouble === undefined
          ? { trigger: 'start', message: null, facts: { runnerName: runner.name } }
          : { trigger: 'error', message: trouble }),
      },
      { userId: null, name: `runner ${runner.name}` },
    );
    if (!applied) throw new Error(`job ${job.id} was ready and its node was not`);
    return trouble === undefined && 'job' in packed ? packed.job : undefined;
  }

  /** The same once more, for a runner that has it; undefined where its secrets are gone, which could not be masked. */
  async again(tx: Tx, job: JobRow): Promise<HandedOutJob | undefined> {
    const packed = await this.packed(tx, job);
    return 'job' in packed ? packed.job : undefined;
  }

  private async packed(tx: Tx, job: JobRow): Promise<{ job: HandedOutJob } | { trouble: string }> {
    const opened = await this.pins.open(tx, job, job.secrets);
    if (!('secrets' in opened)) return { trouble: missingWords(opened.missing, job) };
    const { id: jobId, fence, executionId, nodeKey, attempt, kind } = job;
    const spec = job.secrets.length > 0 ? { ...job.spec, secrets: opened.secrets } : job.spec;
    const restore = await this.restored.of(tx, job);
    const handedOut = { jobId, fence, leaseMs: LEASE_MS, executionId, nodeKey, attempt, kind, spec };
    return { job: restore.length > 0 ? { ...handedOut, restore } : handedOut };
  }

  /** A runner from before there were such files would run the step without them. */
  private async troubleOf(tx: Tx, { restore }: HandedOutJob, { id, name }: KnownRunner): Promise<string | undefined> {
    if (!restore || (await this.restored.isAbleTo(tx, id))) return undefined;
    return `The runner ${name} cannot restore what steps have left in the workspace: it has to be a newer one.`;
  }
}

const missingWords = (name: string, { spec }: JobRow): string =>
  isOfPullRequest(spec.repository?.branch ?? '')
    ? 'A run of a pull request gets no secrets: whoever opens one could print them.'
    : `There is no secret ${name} any more.`;
