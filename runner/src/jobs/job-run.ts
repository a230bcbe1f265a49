import { Masker, MIN_SECRET_LENGTH } from '@throughline/kernel';
import { rm } from 'node:fs/promises';
import type { Logger } from 'pino';
import { setTimeout as delay } from 'node:timers/promises';
import type { Containment } from '../containment/containment.rules.js';
import type { KubeApi } from '../kubernetes/kube-api.js';
import { KubernetesStep } from '../kubernetes/kubernetes-step.js';
import { LeftRunningError } from '../records/record-follower.js';
import type { StepRecords } from '../records/step-records.js';
import type { RunnerConfig } from '../runner.config.js';
import { persist } from '../server/persist.js';
import type { Completion, Job } from '../server/protocol.js';
import { RefusedError } from '../server/refused-error.js';
import type { RunnerHttpClient } from '../server/runner-http-client.js';
import { checkout } from '../steps/checkout.js';
import { httpProbe } from '../steps/http-probe.js';
import { shell } from '../steps/shell.js';
import { cancelled, failed, type Step, type StepContext } from '../steps/step.js';
import { listingFileOf, outputsFileOf, type Workspaces } from '../workspaces/workspaces.js';
import { uploadArtifacts, uploadReports } from './artifact-upload.js';
import { type Commands, commandsOf } from './command-marks.js';
import { LogShipper } from './log-shipper.js';
import { StepFiles } from './step-files.js';
import { StepOutput } from './step-output.js';
import { StepProcess } from './step-process.js';
import { secretsOf } from './step-secrets.js';

export interface JobSetting {
  client: RunnerHttpClient;
  config: RunnerConfig;
  workspaces: Workspaces;
  records: StepRecords;
  containment: Containment;
  /** The cluster that runs steps; undefined where they are processes of this machine. */
  kube: KubeApi | undefined;
  logger: Logger;
  /** Aborted when the runner stops: steps are left as they are, for its next start to go on with. */
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
  private readonly left = new AbortController();
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
      await this.forget();
    } catch (error) {
      await this.onTrouble(error);
    } finally {
      this.finished.abort();
      await beating;
    }
  }

  private async onTrouble(error: unknown): Promise<void> {
    const isStale = this.lost.signal.aborted || (error instanceof RefusedError && error.isStale);
    if (error instanceof LeftRunningError) this.logger.info('job left as it is, for the next start');
    else if (isStale) this.logger.info('job given up');
    else if (this.reporting().aborted) this.logger.info('job left to be reported by the next start');
    else this.logger.error({ err: error }, 'job could not be reported');
    if (isStale) await this.forget();
  }

  private async work(): Promise<void> {
    const { client, logger } = { ...this.setting, logger: this.logger };
    const signal = this.reporting();
    const delivery = { client, job: this.job, logger, onStale: () => this.lose(), offset: this.job.logOffset };
    const shipper = new LogShipper({ ...delivery, signal: AbortSignal.any([signal, this.left.signal]) });
    const masker = new Masker(secretsOf(this.job.spec));
    const output = new StepOutput(
      this.job.spec.outputLimitBytes,
      (line) => shipper.push(line),
      masker,
      this.commands(),
    );
    if (masker.tooShort > 0) output.system(tooShort(masker.tooShort));
    const completion = masker.maskValue(await this.complete(output)) as Completion;
    output.end();
    await shipper.close();
    signal.throwIfAborted();
    const report = (): Promise<void> => client.complete(this.job, completion, signal);
    await persist(report, signal, (err) => logger.warn({ err }, 'the result waits for the server'));
    logger.info({ outcome: completion.outcome, exitCode: completion.exitCode }, 'job done');
  }

  private async complete(output: StepOutput): Promise<Completion> {
    try {
      const context = await this.contextOf(output);
      const files = await this.filesOf(output);
      await this.prepare(files);
      const completion = await STEPS[this.job.kind](context);
      return await files.after(await this.publish(completion, context));
    } catch (error) {
      return this.broken(error);
    }
  }

  /** Sends the artifacts of a step that has ended; one that lacks some has failed. */
  private async publish(completion: Completion, { workspace, output }: StepContext): Promise<Completion> {
    const of = { client: this.setting.client, job: this.job, logger: this.logger };
    const upload = { ...of, workspace, output, signal: this.reporting() };
    if (completion.outcome === 'failed') await uploadReports(upload);
    if (completion.outcome !== 'succeeded') return completion;
    const problem = await uploadArtifacts(upload);
    return problem ? failed(problem, completion.exitCode) : completion;
  }

  private async filesOf(output: StepOutput): Promise<StepFiles> {
    const { client, workspaces, stopping } = this.setting;
    const workspace = await workspaces.open(this.job.spec.workspaceKey);
    const signals = { starting: AbortSignal.any([this.ending(), stopping]), signal: this.reporting() };
    return new StepFiles({ client, job: this.job, workspace, output, logger: this.logger, ...signals });
  }

  private async prepare(files: StepFiles): Promise<void> {
    const { records, stopping } = this.setting;
    try {
      await files.before(records.of(this.job).isBegun);
    } catch (error) {
      if (stopping.aborted) throw new LeftRunningError('the runner stops');
      throw error;
    }
  }

  /** What to say of a step that broke; what is not to be said is thrown on. */
  private broken(error: unknown): Completion {
    if (error instanceof LeftRunningError) {
      this.left.abort();
      throw error;
    }
    if (this.setting.givingUp.aborted || (error instanceof RefusedError && error.isStale)) throw error;
    if (this.ending().aborted) return cancelled();
    this.logger.error({ err: error }, 'step broke');
    return failed(explain(error));
  }

  private async contextOf(output: StepOutput): Promise<StepContext> {
    const { config, containment, workspaces, records, stopping: leaving } = this.setting;
    const { job } = this;
    const workspace = await workspaces.open(job.spec.workspaceKey);
    const signal = this.ending();
    const setting = {
      ...{ job, config, containment, workspace, output, leaving, ending: signal },
      record: records.of(job),
      mark: records.markOf(job),
      pulseFile: workspaces.pulse.file,
    };
    const { kube } = this.setting;
    // Only what is somebody else's goes to the cluster: a checkout is git, and an http step asks from here.
    const isPod = kube !== undefined && job.kind === 'shell';
    const process = isPod
      ? new KubernetesStep({ ...setting, kube, runnerMark: workspaces.mark })
      : new StepProcess(setting);
    const { gitConfig } = workspaces;
    return {
      job,
      config,
      containment,
      workspace,
      gitConfig,
      process,
      output,
      commands: this.commands(),
      signal,
      leaving,
    };
  }

  private commands(): Commands | undefined {
    return commandsOf(this.job.spec, this.setting.records.markOf(this.job));
  }

  /** The server has taken the result, or wants none: nothing about the step is needed any more. */
  private async forget(): Promise<void> {
    const { workspaces, records } = this.setting;
    await records.of(this.job).remove();
    const workspace = await workspaces.open(this.job.spec.workspaceKey).catch(() => undefined);
    if (!workspace) return;
    await rm(outputsFileOf(workspace, this.job), { force: true });
    await rm(listingFileOf(workspace, this.job), { force: true });
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
    return AbortSignal.any([this.cancel.signal, this.lost.signal]);
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
