import { backoffMs } from '@throughline/kernel';
import type { Logger } from 'pino';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { capabilitiesOf, type Containment } from './containment/containment.rules.js';
import { JobRun } from './jobs/job-run.js';
import type { KubeApi } from './kubernetes/kube-api.js';
import { jobNameOf, RUNNER_LABEL } from './kubernetes/step-job.rules.js';
import { StepRecords } from './records/step-records.js';
import type { RunnerConfig } from './runner.config.js';
import { persist } from './server/persist.js';
import type { Job } from './server/protocol.js';
import { RefusedError } from './server/refused-error.js';
import { RunnerHttpClient } from './server/runner-http-client.js';
import { RunnerIdentity } from './server/runner-identity.js';
import { VERSION } from './version.js';
import { WorkspaceCare } from './workspaces/workspace-care.js';
import { Workspaces } from './workspaces/workspaces.js';

const ACQUIRE_MS = 20_000;
const RETRY = { firstMs: 250, maxMs: 5_000 };
/** From the request to stop until unfinished reports are given up. */
const REPORT_LIMIT_MS = 15_000;

/** Takes jobs from the server and runs them, `concurrency` at a time, until it is stopped. */
export class Runner {
  private readonly client: RunnerHttpClient;
  private readonly identity: RunnerIdentity;
  private readonly workspaces: Workspaces;
  private readonly stopping = new AbortController();
  private readonly givingUp = new AbortController();
  private registering: Promise<void> | undefined;
  private slots: Promise<void>[] = [];
  private readonly care: WorkspaceCare;
  private caring = Promise.resolve();
  private readonly records: StepRecords;

  constructor(
    private readonly config: RunnerConfig,
    private readonly logger: Logger,
    private readonly containment: Containment,
    private readonly kube?: KubeApi,
  ) {
    this.identity = new RunnerIdentity(join(config.workDir, 'runner.json'), config.gatewayUrl);
    this.client = new RunnerHttpClient(config.gatewayUrl, () => this.identity.token);
    this.workspaces = new Workspaces(config.workDir);
    this.care = new WorkspaceCare(this.workspaces, this.client, logger);
    this.records = new StepRecords(config.workDir, this.workspaces.mark, containment.cgroup?.folder);
  }

  /** Resolves when the slots go to work; the server need not be there yet. */
  async start(): Promise<void> {
    await this.workspaces.start();
    this.workspaces.pulse.start();
    const held = this.takeUp();
    this.slots = Array.from({ length: this.config.concurrency }, (_, index) => this.slot(index, held));
    this.caring = this.careFor(held);
  }

  /** Resolves when the runner has ended by itself: its registration was refused. Else never before stop(). */
  async ended(): Promise<void> {
    await Promise.all(this.slots);
  }

  /**
   * Leaves running steps for the next start, which has to come within their leases, and finishes what is being reported;
   * takes 20 s at the most.
   */
  async stop(): Promise<void> {
    this.stopping.abort();
    const timer = setTimeout(() => this.givingUp.abort(), REPORT_LIMIT_MS);
    await Promise.allSettled([...this.slots, this.caring]);
    clearTimeout(timer);
    this.givingUp.abort();
    this.workspaces.pulse.stop();
  }

  /**
   * What this runner holds by the server's word: the steps that go on without it, and those that have ended meanwhile.
   * Everything else that an earlier run of it left behind is ended.
   */
  private async takeUp(): Promise<Job[]> {
    const jobs = this.identity.isKnown ? await this.heldJobs() : [];
    const left = await this.records.endOthers(jobs);
    await this.endOtherPods(jobs).catch((err: unknown) =>
      this.logger.warn({ err }, 'old Jobs are left to their deadlines'),
    );
    if (left > 0) this.logger.warn({ left }, 'ended what an earlier run of this runner left behind');
    if (jobs.length > 0) this.logger.info({ jobs: jobs.length }, 'taking up again what was running');
    return jobs;
  }

  private async endOtherPods(kept: readonly Job[]): Promise<void> {
    if (!this.kube) return;
    const names = new Set(kept.map(jobNameOf));
    const all = await this.kube.jobNames(`${RUNNER_LABEL}=${this.workspaces.mark}`);
    for (const name of all) if (!names.has(name)) await this.kube.deleteJob(name);
  }

  private async heldJobs(): Promise<Job[]> {
    const { signal } = this.stopping;
    try {
      await this.announce();
      const call = () => this.client.retake(signal);
      return await persist(call, signal, (err) => this.logger.warn({ err }, 'waiting for the server'));
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      return []; // not known any more: the slots register anew, and nothing that was is ours
    }
  }

  /** Tells the server what this runner is and has: its configuration and its machine may be others than before. */
  private async announce(): Promise<void> {
    const { signal } = this.stopping;
    const { labels, executor } = this.config;
    const found = executor === 'kubernetes' ? ['images'] : capabilitiesOf(this.containment);
    const capabilities = [...found, 'files'];
    const call = () => this.client.announce({ labels, version: VERSION, executor, capabilities }, signal);
    await persist(call, signal, (err) => this.logger.warn({ err }, 'waiting for the server'));
  }

  private async slot(index: number, held: Promise<Job[]>): Promise<void> {
    const { signal } = this.stopping;
    const jobs = await held.catch(() => []); // it rejects when the runner stops before the server is there
    if (signal.aborted) return;
    // More than there are slots go on at once: none of them may lose its lease.
    await Promise.all(jobs.filter((_, at) => at % this.config.concurrency === index).map((job) => this.run(job)));
    let failures = 0;
    let requestId = randomUUID();
    while (!signal.aborted) {
      const { token } = this.identity;
      try {
        const job = await this.acquire({ requestId, isRepeated: failures > 0 }, signal);
        failures = 0;
        requestId = randomUUID();
        if (job) await this.run(job);
      } catch (error) {
        if (signal.aborted) return;
        await this.onTrouble(error, token, failures++);
      }
    }
  }

  private async acquire(
    request: { requestId: string; isRepeated: boolean },
    signal: AbortSignal,
  ): Promise<Job | undefined> {
    if (!this.identity.isKnown) await this.register(signal);
    return this.client.acquire(ACQUIRE_MS, request, signal);
  }

  /** What it goes on with is in use by then; before, it does not know what it holds. */
  private async careFor(held: Promise<Job[]>): Promise<void> {
    const isKnown = await held.then(
      () => true,
      () => false,
    );
    if (isKnown) await this.care.run(this.stopping.signal);
  }

  private run(job: Job): Promise<void> {
    const { client, config, workspaces, records, containment, kube, logger } = this;
    const setting = { client, config, workspaces, records, containment, kube, logger };
    const signals = { stopping: this.stopping.signal, givingUp: this.givingUp.signal };
    return this.care.during(job.spec.workspaceKey, () => new JobRun(job, { ...setting, ...signals }).run());
  }

  /** The slots register once between them. @throws RegistrationRefused */
  private register(signal: AbortSignal): Promise<void> {
    this.registering ??= this.registerOnce(signal).finally(() => (this.registering = undefined));
    return this.registering;
  }

  private async registerOnce(signal: AbortSignal): Promise<void> {
    const { registrationToken, name, labels } = this.config;
    if (registrationToken === undefined) throw new RegistrationRefused('RUNNER_REGISTRATION_TOKEN is not set');
    try {
      const call = () => this.client.register({ registrationToken, name, labels }, signal);
      const identity = await persist(call, signal, (err) => this.logger.warn({ err }, 'waiting for the server'));
      this.identity.save(identity);
      this.logger.info({ runnerId: identity.runnerId, name }, 'registered');
      await this.announce();
    } catch (error) {
      if (error instanceof RefusedError) throw new RegistrationRefused(error.message);
      throw error;
    }
  }

  private async onTrouble(error: unknown, token: string | undefined, failures: number): Promise<void> {
    if (error instanceof RegistrationRefused) throw error;
    if (error instanceof RefusedError && error.status === 401) {
      this.logger.warn('the server does not know this runner: registering again');
      this.identity.forget(token);
    } else {
      this.logger.warn({ err: error }, 'no job could be taken');
    }
    await delay(backoffMs(failures, RETRY), undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}

/** The server does not want this runner; trying again would not change that. */
class RegistrationRefused extends Error {}
