import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, type Logger, SystemTx } from '@throughline/platform';
import { type DueWork, LEASE_SECONDS, workOff } from '../due-work/due-work.js';
import { type ReceiptClaim, ReceiptProcessor } from './receipt-processor.js';

/** Receipts that are to be worked on. Any number of processes may. */
@Injectable()
export class DueReceipts implements DueWork<ReceiptClaim> {
  readonly retry = { firstMs: 500, maxMs: 30_000 };
  readonly failed = 'The delivery could not be worked on.';

  constructor(
    private readonly systemTx: SystemTx,
    private readonly processor: ReceiptProcessor,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Works on everything that is due, or ends after the receipt at hand when it is told to stop. */
  drain(stopping?: AbortSignal): Promise<void> {
    return workOff(this, this.logger, stopping);
  }

  async claim(): Promise<ReceiptClaim | undefined> {
    const rows = await this.systemTx.run((tx) =>
      tx.query<ReceiptClaim>(
        `UPDATE receipt_work SET fence = fence + 1, attempts = attempts + 1, due_at = clock_timestamp() + $1 * interval '1 second'
         WHERE receipt_id = (SELECT receipt_id FROM receipt_work WHERE due_at <= clock_timestamp() ORDER BY receipt_id
           LIMIT 1 FOR UPDATE SKIP LOCKED)
         RETURNING receipt_id AS "receiptId", org_id AS "orgId", fence, attempts`,
        [LEASE_SECONDS],
      ),
    );
    return rows[0];
  }

  work(claim: ReceiptClaim): Promise<void> {
    return this.processor.process(claim);
  }

  async putBack({ receiptId, fence }: ReceiptClaim, waitMs: number): Promise<void> {
    await this.systemTx.run((tx) =>
      tx.query(
        `UPDATE receipt_work SET due_at = clock_timestamp() + $3 * interval '1 millisecond' WHERE receipt_id = $1 AND fence = $2`,
        [receiptId, fence, waitMs],
      ),
    );
  }

  refuse(claim: ReceiptClaim, reason: string): Promise<void> {
    return this.processor.refuse(claim, reason);
  }
}
