import { Injectable } from '@nestjs/common';
import { AppError } from '@throughline/kernel';
import { fp, type Tx } from '@throughline/platform';
import { ExecutionEngine } from '../engine/execution-engine.js';
import type { Report } from '../engine/execution-planner.js';
import { KeptFilesRepository } from '../kept-files/kept-files.repository.js';
import { NodeLogRepository } from '../node-logs/node-log.repository.js';
import { type JobRow, JobsRepository } from './jobs.repository.js';
import { JobsService } from './jobs.service.js';
import type { KnownRunner } from './runner-registry.js';
import type { CompleteJobRequest, JobOutcome } from './runners.dto.js';
import { refuse } from './runners.errors.js';

const TRIGGERS: Record<JobOutcome, Report> = {
  succeeded: 'succeed',
  failed: 'fail',
  timed_out: 'time_out',
  cancelled: 'cancel',
  unknown: 'lose',
};
const MAX_OUTPUTS = 64;
const OUTPUT_NAME = /^[A-Za-z0-9_-]{1,64}$/;

/** The end of a job as its runner reports it. */
@Injectable()
export class JobCompletion {
  constructor(
    private readonly service: JobsService,
    private readonly jobs: JobsRepository,
    private readonly engine: ExecutionEngine,
    private readonly logs: NodeLogRepository,
    private readonly files: KeptFilesRepository,
  ) {}

  /** Once for each fence: the same report again changes nothing, and one under an old fence is refused. */
  async complete(runner: KnownRunner, jobId: string, report: CompleteJobRequest): Promise<void> {
    const outputs = checkedOutputs(report.outputs ?? {});
    await this.service.onJob(runner, jobId, async (tx, job) => {
      if (job.fence === report.fence && job.state === 'finished') return;
      if (!(await this.jobs.finish(tx, job.id, report.fence))) throw refuse('fence_stale');
      fp('jobs.after_finish');
      if (report.files === 'unchanged') await this.files.note(tx, job, { content: null, leftOut: 0 });
      const end = await this.judged(tx, job, report);
      const firstErrorLine = end.outcome === 'succeeded' ? null : await this.logs.firstErrorLine(tx, job.nodeId);
      const facts = {
        outputs,
        ...(typeof report.exitCode === 'number' && { exitCode: report.exitCode }),
        ...(firstErrorLine !== null && { firstErrorLine }),
      };
      const node = { type: 'node' as const, key: job.nodeKey };
      const event = { ...node, trigger: TRIGGERS[end.outcome], message: end.message, facts };
      await this.engine.apply(tx, job.executionId, event, { userId: null, name: `runner ${runner.name}` });
    });
  }

  /** A step that succeeded without the artifacts it declares has not done its work. */
  private async judged(
    tx: Tx,
    job: JobRow,
    report: CompleteJobRequest,
  ): Promise<{ outcome: JobOutcome; message: string | null }> {
    const message = report.message ?? null;
    if (report.outcome !== 'succeeded') return { outcome: report.outcome, message };
    const rows = await tx.query<{ name: string }>('SELECT name FROM artifact WHERE node_id = $1', [job.nodeId]);
    const missing = job.spec.artifacts.filter((artifact) => !rows.some((row) => row.name === artifact.name));
    if (missing.length === 0) return { outcome: 'succeeded', message };
    const names = missing.map((artifact) => `${artifact.name} (${artifact.path})`).join(', ');
    return { outcome: 'failed', message: `The commands ended well, but these artifacts were not sent: ${names}.` };
  }
}

function checkedOutputs(outputs: Record<string, unknown>): Record<string, string> {
  const entries = Object.entries(outputs);
  const isGood = ([name, value]: [string, unknown]): boolean =>
    OUTPUT_NAME.test(name) && typeof value === 'string' && value.length <= 4_096;
  if (entries.length <= MAX_OUTPUTS && entries.every(isGood)) return outputs as Record<string, string>;
  const message = `outputs must be at most ${MAX_OUTPUTS} texts of up to 4096 characters`;
  throw new AppError('validation', 'invalid', 'The request is not valid.', [{ pointer: '/outputs', message }]);
}
