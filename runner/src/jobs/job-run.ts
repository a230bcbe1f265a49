import { Masker, MIN_SECRET_LENGTH } from '@throughline/kernel';
import type { Logger } from 'pino';
import { setTimeout as delay } from 'node:timers/promises';
import type { RunnerConfig } from '../runner.config.js';
import { persist } from '../server/persist.js';
import type { Completion, Job } from '../server/protocol.js';
import { RefusedError } from '../server/refused-error.js';
import type { RunnerHttpClient } from '../server/runner-http-client.js';
import { checkout } from '../steps/checkout.js';
import { httpProbe } from '../steps/http-probe.js';
import { shell } from '../steps/shell.js';
import { cancelled, failed, type Step, type StepContext } from '../steps/step.js';
import type { Workspaces } from '../workspaces/workspaces.js';
import { uploadArtifacts } from './artifact-upload.js';
import { LogShipper } from './log-shipper.js';
import { StepOutput } from './step-output.js';
import { secretsOf } from './step-secrets.js';

export interface JobSetting {
  client: RunnerHttpClient;
  config: RunnerConfig;
  workspaces: Workspaces;
  logger: Logger;
  /** Aborted when the runner stops: steps are ended and not reported, so that their leases run out. */
  stopping: AbortSignal;
  /** Aborted a while later: what is still being reported is given up. */
  givingUp: AbortSignal;
}

const STEPS: Record<Job['kind'], Step> = { checkout, shell, http: httpProbe };
const HEARTBEAT_MS = 3_000;

/** Runs one job from its lease to its completion. Never rejects: what goes wrong is reported or logged. */
export class JobRun {
  private readonly cancel = new AbortController();
  /** Aborted when the job is no longer ours: nothing more of it may be reported. */
  private readonly lost = new AbortController();
  private readonly finished = new AbortController();
  private readonly logger: Logger;

  constructor(
    private readonly job: Job,
    private readonly setting: JobSetting,
  ) {
    const { jobId, fence, nodeKey, executionId } = job;
    this.logger = setting.logger.child({ jobId, fence, nodeKey, executionId });
  }

  async run(): Promise<void> {
    this.logger.info({ kind: this.job.kind }, 'job starts');
    const beating = this.heartbeat();
    try {
      await this.work();
    } catch (error) {
      const refused = error instanceof RefusedError && error.isStale;
      if (refused || this.reporting().aborted) this.logger.info('job given up');
      else this.logger.error({ err: error }, 'job could not be reported');
    } finally {
      this.finished.abort();
      await beating;
    }
  }

  private async work(): Promise<void> {
    const { client, logger } = { ...this.setting, logger: this.logger };
    const signal = this.reporting();
    const shipper = new LogShipper({ client, job: this.job, logger, signal, onStale: () => this.lose() });
    const masker = new Masker(secretsOf(this.job.spec));
    const output = new StepOutput(this.job.spec.outputLimitBytes, (line) => shipper.push(line), masker);
    if (masker.tooShort > 0) output.system(tooShort(masker.tooShort));
    const completion = masker.maskValue(await this.complete(output)) as Completion;
    output.end();
    if (this.setting.stopping.aborted && completion.outcome === 'cancelled' && !this.cancel.signal.aborted) {
      output.system('The runner stops; the step was ended.');
      return shipper.close();
    }
    await shipper.close();
    signal.throwIfAborted();
    const report = (): Promise<void> => client.complete(this.job, completion, signal);
    await persist(report, signal, (err) => logger.warn({ err }, 'the result waits for the server'));
    logger.info({ outcome: completion.outcome, exitCode: completion.exitCode }, 'job done');
  }

  private async complete(output: StepOutput): Promise<Completion> {
    try {
      const context = await this.contextOf(output);
      const completion = await STEPS[this.job.kind](context);
      if (completion.outcome !== 'succeeded') return completion;
      const problem = await uploadArtifacts({
        ...context,
        client: this.setting.client,
        logger: this.logger,
        signal: this.reporting(),
      });
      return problem ? failed(problem, completion.exitCode) : completion;
    } catch (error) {
      if (this.ending().aborted) return cancelled();
      if (error instanceof RefusedError && error.isStale) throw error;
      this.logger.error({ err: error }, 'step broke');
      return failed(explain(error));
    }
  }

  private async contextOf(output: StepOutput): Promise<StepContext> {
    const { config, workspaces } = this.setting;
    const { job } = this;
    const workspace = await workspaces.open(job.spec.workspaceKey);
    const mark = `${workspaces.mark}.${job.jobId}.${job.fence}`;
    return { job, config, workspace, gitConfig: workspaces.gitConfig, mark, output, signal: this.ending() };
  }

  /** Tells the server that we are at it, and hears of a cancel or that the job is lost. */
  private async heartbeat(): Promise<void> {
    const over = AbortSignal.any([this.finished.signal, this.lost.signal, this.setting.givingUp]);
    while (!over.aborted) {
      await delay(HEARTBEAT_MS, undefined, { signal: over }).catch(() => undefined);
      if (!over.aborted) await this.beat(over);
    }
  }

  private async beat(over: AbortSignal): Promise<void> {
    try {
      const { cancel } = await this.setting.client.heartbeat(this.job, over);
      if (cancel) this.cancel.abort();
    } catch (error) {
      if (over.aborted) return;
      if (error instanceof RefusedError && error.isStale) this.lose();
      else this.logger.warn({ err: error }, 'heartbeat failed; the step goes on');
    }
  }

  private lose(): void {
    if (!this.lost.signal.aborted) this.logger.warn('the job is no longer ours: ending it');
    this.lost.abort();
  }

  private ending(): AbortSignal {
    return AbortSignal.any([this.cancel.signal, this.lost.signal, this.setting.stopping]);
  }

  private reporting(): AbortSignal {
    return AbortSignal.any([this.lost.signal, this.setting.givingUp]);
  }
}

function tooShort(count: number): string {
  return `${count} of this step's secrets have fewer than ${MIN_SECRET_LENGTH} characters and cannot be masked.`;
}

function explain(error: unknown): string {
  if (error instanceof RefusedError) return `The server refused: ${error.problem.detail || error.problem.code}`;
  return `The runner could not run the step: ${error instanceof Error ? error.message : String(error)}`;
}
