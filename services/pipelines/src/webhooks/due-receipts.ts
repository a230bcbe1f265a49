import { Inject, Injectable } from '@nestjs/common';
import { backoffMs } from '@throughline/kernel';
import { LOGGER, type Logger, SystemTx } from '@throughline/platform';
import { GitError } from '../git/git-command.js';
import { type ReceiptClaim, ReceiptProcessor } from './receipt-processor.js';

/** Longer than a fetch and its reads may take: whoever claims a row again finds the first worker dead. */
const CLAIM_SECONDS = 120;
const MAX_ATTEMPTS = 6;
const RETRY = { firstMs: 500, maxMs: 30_000 };

/** Works through receipts. Any number of processes may. */
@Injectable()
export class DueReceipts {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly processor: ReceiptProcessor,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Works on everything that is due, or ends after the receipt at hand when it is told to stop. */
  async drain(stopping?: AbortSignal): Promise<void> {
    while (!stopping?.aborted) {
      const claim = await this.claim();
      if (!claim) return;
      await this.work(claim);
    }
  }

  private async claim(): Promise<ReceiptClaim | undefined> {
    const rows = await this.systemTx.run((tx) =>
      tx.query<ReceiptClaim>(
        `UPDATE receipt_work SET fence = fence + 1, attempts = attempts + 1, due_at = clock_timestamp() + $1 * interval '1 second'
         WHERE receipt_id = (SELECT receipt_id FROM receipt_work WHERE due_at <= clock_timestamp() ORDER BY receipt_id
           LIMIT 1 FOR UPDATE SKIP LOCKED)
         RETURNING receipt_id AS "receiptId", org_id AS "orgId", fence, attempts`,
        [CLAIM_SECONDS],
      ),
    );
    return rows[0];
  }

  private async work(claim: ReceiptClaim): Promise<void> {
    try {
      await this.processor.process(claim);
    } catch (error) {
      const reason = error instanceof GitError ? error.message : 'The delivery could not be worked on.';
      this.logger.warn({ err: error, receiptId: claim.receiptId, attempt: claim.attempts }, 'receipt not processed');
      const isFinal = claim.attempts >= MAX_ATTEMPTS || (error instanceof GitError && !error.isTransient);
      await (isFinal ? this.processor.refuse(claim, reason) : this.putBack(claim));
    }
  }

  private async putBack(claim: ReceiptClaim): Promise<void> {
    const waitMs = backoffMs(claim.attempts - 1, RETRY);
    await this.systemTx.run((tx) =>
      tx.query(
        `UPDATE receipt_work SET due_at = clock_timestamp() + $3 * interval '1 millisecond' WHERE receipt_id = $1 AND fence = $2`,
        [claim.receiptId, claim.fence, waitMs],
      ),
    );
  }
}
