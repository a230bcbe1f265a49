import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, type Logger, type Ongoing, PgListener, SystemTx, WorkLoop } from '@throughline/platform';
import { DeploymentRunner } from './deployment-runner.js';
import { LeaseLost } from './lease-lost.js';
import { claimWork, type Lease, LEASE_SECONDS, releaseLease, renewLease, WORK_CHANNEL } from './work-queue.js';

const POLL_MS = 1_000;
const CONCURRENCY = 4;
const RETRY_SECONDS = 2;

/** Takes deployments from the queue and carries them out, a few at a time, each under a lease that it renews. */
@Injectable()
export class DeploymentLoop implements Ongoing {
  private readonly loop = new WorkLoop(
    () => this.claimAll(),
    POLL_MS,
    (error) => this.logger.warn({ err: error }, 'no work could be claimed'),
  );
  private readonly stopping = new AbortController();
  private readonly running = new Set<Promise<void>>();

  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly systemTx: SystemTx,
    private readonly listener: PgListener,
    private readonly runner: DeploymentRunner,
  ) {}

  start(): void {
    this.listener.on(WORK_CHANNEL, () => this.loop.wake());
    this.loop.start();
  }

  /** What is under way is left as it is, its lease given back: the next worker adopts it. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.loop.stop();
    await Promise.all(this.running);
  }

  private async claimAll(): Promise<void> {
    while (this.running.size < CONCURRENCY && !this.stopping.signal.aborted) {
      const lease = await this.systemTx.run(claimWork);
      if (!lease) return;
      const work = this.work(lease).finally(() => {
        this.running.delete(work);
        this.loop.wake();
      });
      this.running.add(work);
    }
  }

  private async work(lease: Lease): Promise<void> {
    const lost = new AbortController();
    const renewal = setInterval(() => void this.renew(lease, lost), (LEASE_SECONDS * 1_000) / 3);
    try {
      await this.runner.run(lease, AbortSignal.any([lost.signal, this.stopping.signal]));
    } catch (error) {
      await this.handBack(lease, error);
    } finally {
      clearInterval(renewal);
    }
  }

  private async renew(lease: Lease, lost: AbortController): Promise<void> {
    const isOurs = await this.systemTx.run((tx) => renewLease(tx, lease)).catch(() => true); // an outage is no verdict
    if (!isOurs) lost.abort(new LeaseLost());
  }

  private async handBack(lease: Lease, error: unknown): Promise<void> {
    if (error instanceof LeaseLost) return;
    const isStopping = this.stopping.signal.aborted;
    if (!isStopping) this.logger.warn({ err: error, deploymentId: lease.deploymentId }, 'deployment is tried again');
    await this.systemTx
      .run((tx) => releaseLease(tx, lease, isStopping ? 0 : RETRY_SECONDS))
      .catch((err: unknown) => this.logger.warn({ err }, 'the lease runs out by itself'));
  }
}
