import { Inject, Injectable } from '@nestjs/common';
import { fp, LOGGER, type Logger, SystemTx } from '@throughline/platform';
import { type DueWork, LEASE_SECONDS, workOff } from '../due-work/due-work.js';
import { FiringStarter } from './firing-starter.js';
import { type FiringClaim, FiringsRepository } from './firings.repository.js';

/** What has fired and is to be started. Any number of processes may. */
@Injectable()
export class DueFirings implements DueWork<FiringClaim> {
  readonly retry = { firstMs: 500, maxMs: 30_000 };
  readonly failed = 'The run could not be started.';

  constructor(
    private readonly systemTx: SystemTx,
    private readonly firings: FiringsRepository,
    private readonly starter: FiringStarter,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Starts everything that is due, or ends after the firing at hand when it is told to stop. */
  drain(stopping?: AbortSignal): Promise<void> {
    return workOff(this, this.logger, stopping);
  }

  async claim(): Promise<FiringClaim | undefined> {
    const claim = await this.systemTx.run((tx) => this.firings.claim(tx, LEASE_SECONDS));
    if (claim) fp('firings.after_claim');
    return claim;
  }

  work(claim: FiringClaim): Promise<void> {
    return this.starter.start(claim);
  }

  putBack(claim: FiringClaim, waitMs: number): Promise<void> {
    return this.systemTx.run((tx) => this.firings.putBack(tx, claim, waitMs));
  }

  refuse(claim: FiringClaim, reason: string): Promise<void> {
    return this.starter.refuse(claim, reason);
  }
}
