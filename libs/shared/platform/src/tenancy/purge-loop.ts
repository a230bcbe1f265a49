import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { LOGGER, type Logger } from '../context/root-logger.js';
import { OrgPurge } from './org-purge.js';

const POLL_MS = 2_000;

/** Looks every two seconds for an organization that is due to be purged. Any number of workers may. */
@Injectable()
export class PurgeLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private readonly stopping = new AbortController();

  constructor(
    private readonly purge: OrgPurge,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.look(), POLL_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    this.stopping.abort();
    await this.running;
  }

  private look(): void {
    this.running ??= this.purge
      .drain(this.stopping.signal)
      .then(() => undefined)
      .catch((error: unknown) => this.logger.warn({ err: error }, 'a purge waits'))
      .finally(() => {
        this.running = undefined;
      });
  }
}
