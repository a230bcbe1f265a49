import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { LOGGER, type Logger, OrgTx, PLATFORM_CONFIG, type PlatformConfig, SystemTx } from '@throughline/platform';
import { BlobsRepository } from '../artifacts/blobs.repository.js';
import { WorkLoop } from '../work-loop/work-loop.js';
import { KeptFilesRepository } from './kept-files.repository.js';

const POLL_MS = 600_000;
const BATCH = 200;

/** Removes kept files that are too old, so that their content can go as well. Any number of processes may. */
@Injectable()
export class KeptFilesSweeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop = new WorkLoop(
    (stopping) => this.drain(stopping),
    POLL_MS,
    (error) => this.logger.warn({ err: error }, 'files of old steps are not removed yet'),
  );

  constructor(
    private readonly systemTx: SystemTx,
    private readonly orgTx: OrgTx,
    private readonly repository: KeptFilesRepository,
    private readonly blobs: BlobsRepository,
    @Inject(PLATFORM_CONFIG) private readonly config: PlatformConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.PROCESS_ROLE !== 'http') this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }

  /** Removes what is too old, or ends after the organization at hand when it is told to stop. */
  async drain(stopping?: AbortSignal): Promise<void> {
    for (;;) {
      const old = await this.systemTx.run((tx) => this.repository.old(tx, BATCH));
      for (const [orgId, own] of Map.groupBy(old, (files) => files.orgId)) {
        if (stopping?.aborted) return;
        const ids = own.map(({ id }) => id);
        await this.remove(orgId, ids);
      }
      if (old.length < BATCH) return;
    }
  }

  private remove(orgId: string, ids: readonly string[]): Promise<void> {
    return this.orgTx.run(orgId, async (tx) => {
      await this.blobs.releaseAll(tx, await this.repository.remove(tx, ids));
    });
  }
}
