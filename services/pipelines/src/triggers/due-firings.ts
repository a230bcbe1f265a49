import { Inject, Injectable } from '@nestjs/common';
import { backoffMs } from '@throughline/kernel';
import { fp, LOGGER, type Logger, SystemTx } from '@throughline/platform';
import { GitError } from '../git/git-command.js';
import { FiringStarter } from './firing-starter.js';
import { type FiringClaim, FiringsRepository } from './firings.repository.js';

/** Longer than a fetch and its reads may take: whoever claims a row again finds the first worker dead. */
const LEASE_SECONDS = 120;
const MAX_ATTEMPTS = 6;
const RETRY = { firstMs: 500, maxMs: 30_000 };

/** Works through what has fired. Any number of processes may. */
@Injectable()
export class DueFirings {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly firings: FiringsRepository,
    private readonly starter: FiringStarter,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Works on everything that is due, or ends after the firing at hand when it is told to stop. */
  async drain(stopping?: AbortSignal): Promise<void> {
    while (!stopping?.aborted) {
      const claim = await this.systemTx.run((tx) => this.firings.claim(tx, LEASE_SECONDS));
      if (!claim) return;
      fp('firings.after_claim');
      await this.work(claim);
    }
  }

  private async work(claim: FiringClaim): Promise<void> {
    try {
      await this.starter.start(claim);
    } catch (error) {
      const reason = error instanceof GitError ? error.message : 'The run could not be started.';
      this.logger.warn({ err: error, firingId: claim.firingId, attempt: claim.attempts }, 'firing not started');
      const isFinal = claim.attempts >= MAX_ATTEMPTS || (error instanceof GitError && !error.isTransient);
      await (isFinal ? this.starter.refuse(claim, reason) : this.putBack(claim));
    }
  }

  private async putBack(claim: FiringClaim): Promise<void> {
    await this.systemTx.run((tx) => this.firings.putBack(tx, claim, backoffMs(claim.attempts - 1, RETRY)));
  }
}
