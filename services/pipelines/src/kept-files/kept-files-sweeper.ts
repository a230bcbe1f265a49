import { Injectable } from '@nestjs/common';
import { OrgTx, SystemTx } from '@throughline/platform';
import { BlobsRepository } from '../artifacts/blobs.repository.js';
import { KeptFilesRepository } from './kept-files.repository.js';

const BATCH = 200;

/** Removes kept files that are too old, so that their content can go as well. Any number of processes may. */
@Injectable()
export class KeptFilesSweeper {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly orgTx: OrgTx,
    private readonly repository: KeptFilesRepository,
    private readonly blobs: BlobsRepository,
  ) {}

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
