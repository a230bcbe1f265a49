import { Injectable } from '@nestjs/common';
import { SystemTx } from '@throughline/platform';
import { PipelineDraftsRepository } from './pipeline-drafts.repository.js';

/** Deletes drafts that nobody has gone on with. Any number of processes may. */
@Injectable()
export class DraftExpiry {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly drafts: PipelineDraftsRepository,
  ) {}

  /** Everything that is old. */
  async expire(stopping?: AbortSignal): Promise<void> {
    while (!stopping?.aborted && (await this.systemTx.run((tx) => this.drafts.expire(tx))));
  }
}
