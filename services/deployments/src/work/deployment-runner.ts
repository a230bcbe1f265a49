import { Inject, Injectable } from '@nestjs/common';
import { AppError } from '@throughline/kernel';
import { fp, LOGGER, type Logger } from '@throughline/platform';
import { ConfigReader } from '../config/config-reader.js';
import { logLine } from '../deployments/deployments.repository.js';
import { refuseDeployment } from '../deployments/deployments.errors.js';
import { refuseHost } from '../provider/provider.errors.js';
import type { AppSpec } from '../provider/provider.js';
import { Providers } from '../provider/providers.js';
import { appSpecOf } from './app-spec.js';
import { DeploymentSteps, type Job, slotOf } from './deployment-steps.js';
import { LeaseLost } from './lease-lost.js';
import { SlotLocks } from './slot-locks.js';
import { noteAddress, noteTargetMessage, type TargetRow } from './targets.repository.js';
import type { Lease } from './work-queue.js';

/** Faults of our own are tried again this often before the deployment is given up. */
const MAX_CLAIMS = 5;

/**
 * Carries out one deployment: start on every host, verify every host, switch, live, stop what ran before. Whatever a
 * worker before this one left is found by reading the hosts, so a deployment can be picked up at any point.
 */
@Injectable()
export class DeploymentRunner {
  constructor(
    private readonly steps: DeploymentSteps,
    private readonly providers: Providers,
    private readonly config: ConfigReader,
    private readonly locks: SlotLocks,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Rejects when the deployment could neither be ended nor failed; then its lease decides who goes on. */
  async run(lease: Lease, signal: AbortSignal): Promise<void> {
    const job = await this.steps.begin(lease);
    if (!job) return;
    fp('deployment.after_start');
    const { serviceId, environmentId } = slotOf(job.row);
    await this.locks.run(serviceId, environmentId, async () => {
      try {
        await this.carryOut(job, signal);
      } catch (error) {
        await this.giveUp(job, error, signal);
      }
    });
  }

  private async carryOut(job: Job, signal: AbortSignal): Promise<void> {
    if (job.targets.length === 0) throw refuseDeployment('no_host');
    const app = appSpecOf(job.row, await this.config.open(job.row.org_id, job.row.config_version_id));
    for (const target of job.targets) {
      signal.throwIfAborted();
      await this.onTarget(job, target, () => this.launch(job, target, app));
    }
    fp('deployment.before_verify');
    await this.steps.verifying(job);
    const urls: string[] = [];
    for (const target of job.targets) {
      urls.push(await this.onTarget(job, target, () => this.verify(job, { target, app, signal })));
    }
    signal.throwIfAborted();
    fp('deployment.after_verify');
    for (const target of job.targets) await this.settle(target, app, 'switch');
    await this.steps.live(job, urls[0] ?? null);
    fp('deployment.after_live');
    await this.stopPredecessors(job, app);
  }

  private async launch(job: Job, target: TargetRow, app: AppSpec): Promise<void> {
    const provider = this.providers.of(target.kind);
    const start = provider
      .plan(app, await provider.read(target, app.serviceSlug))
      .find((one) => one.change === 'start');
    if (!start) return this.say(job, `${target.name}: the app runs already`);
    const lastWords = job.isResumed ? await provider.lastWords(target, app) : undefined;
    if (lastWords !== undefined) {
      throw refuseHost('app_not_started', `The app ended before it was healthy.${lastWords}`);
    }
    await this.say(job, `${target.name}: unpacking ${job.row.artifact_digest.slice(0, 19)} and starting the app`);
    await provider.apply(target, start, app);
  }

  private async verify(job: Job, at: { target: TargetRow; app: AppSpec; signal: AbortSignal }): Promise<string> {
    const address = await this.providers.of(at.target.kind).verify(at.target, at.app, at.signal);
    await this.steps.note(job, async (tx) => {
      await noteAddress(tx, { deploymentId: job.row.id, hostId: at.target.id }, address);
      const text = `${at.target.name}: healthy at ${address.url}${at.app.healthPath}`;
      await logLine(tx, job.row.id, { level: 'info', text });
    });
    return address.url;
  }

  /** Applies those changes of the plan that are of one kind. */
  private async settle(target: TargetRow, app: AppSpec, kind: 'switch' | 'stop'): Promise<void> {
    const provider = this.providers.of(target.kind);
    const plan = provider.plan(app, await provider.read(target, app.serviceSlug));
    for (const change of plan.filter((one) => one.change === kind)) await provider.apply(target, change, app);
  }

  /** What cannot be stopped now is a stray, which the reconciler stops; the deployment is live in any case. */
  private async stopPredecessors({ targets }: Job, app: AppSpec): Promise<void> {
    for (const target of targets) {
      await this.settle(target, app, 'stop').catch((error: unknown) => {
        this.logger.warn({ err: error, hostId: target.id }, 'the app before could not be stopped');
      });
    }
  }

  private async giveUp(job: Job, error: unknown, signal: AbortSignal): Promise<void> {
    if (error instanceof LeaseLost || signal.aborted) throw error;
    const isOurFault = !(error instanceof AppError);
    if (isOurFault && job.lease.fence < MAX_CLAIMS) throw error;
    if (isOurFault) this.logger.error({ err: error, deploymentId: job.row.id }, 'deployment given up');
    const app = { deploymentId: job.row.id, serviceSlug: job.row.service_slug };
    for (const target of job.targets) {
      const undone = this.providers.of(target.kind).undo(target, app, job.row.previous_deployment_id);
      await undone.catch((err: unknown) => this.logger.warn({ err, hostId: target.id }, 'could not be undone'));
    }
    fp('deployment.after_undo');
    await this.steps.failed(
      job,
      isOurFault ? 'Something broke on our side. The log of the service has the cause.' : error.message,
    );
  }

  private async onTarget<T>(job: Job, target: TargetRow, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof AppError) {
        const key = { deploymentId: job.row.id, hostId: target.id };
        await this.steps.note(job, (tx) => noteTargetMessage(tx, key, error.message));
      }
      throw error;
    }
  }

  private say(job: Job, text: string): Promise<void> {
    return this.steps.note(job, async (tx, row) => {
      await logLine(tx, row.id, { level: 'info', text });
    });
  }
}
