import { Injectable } from '@nestjs/common';
import { BlobStore, fp, OrgTx, SystemTx } from '@throughline/platform';
import { BlobsRepository, type DueBlob } from './blobs.repository.js';

const BATCH = 50;

/** Removes content that no artifact names any more. Any number of processes may. */
@Injectable()
export class BlobSweeper {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly orgTx: OrgTx,
    private readonly repository: BlobsRepository,
    private readonly blobs: BlobStore,
  ) {}

  /** Removes what is due, or ends after the blob at hand when it is told to stop. */
  async drain(stopping?: AbortSignal): Promise<void> {
    for (;;) {
      const due = await this.systemTx.run((tx) => this.repository.due(tx, BATCH));
      let removed = 0;
      for (const blob of due) {
        if (stopping?.aborted) return;
        if (await this.sweep(blob)) removed += 1;
      }
      if (due.length < BATCH || removed === 0) return;
    }
  }

  /** The content goes under the lock of its row: an upload of the same waits for it, and stores its own afterwards. */
  private sweep({ orgId, digest }: DueBlob): Promise<boolean> {
    return this.orgTx.run(orgId, async (tx) => {
      if (!(await this.repository.lockDue(tx, digest))) return false;
      if (await this.repository.isNamed(tx, digest)) {
        await this.repository.use(tx, digest);
        return true;
      }
      await this.blobs.remove(orgId, digest);
      fp('blobs.after_remove');
      await this.repository.forget(tx, digest);
      return true;
    });
  }
}
