import { Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import type { Tx } from '@throughline/platform';
import { scheduleStack } from '../stacks/stack-work.js';
import type { PullRequest } from './pull-request.rules.js';
import type { Push } from './push.rules.js';

export interface NewReceipt {
  repositoryId: string;
  deliveryId: string;
  event: string;
  bodySha256: string;
  push: Push | null;
  pullRequest: PullRequest | null;
}

export interface ReceiptRow {
  id: string;
  repositoryId: string;
  projectId: string;
  cloneUrl: string;
  event: string;
  push: Push | null;
  pullRequest: PullRequest | null;
  isDeleted: boolean;
}

export type ReceiptEnd =
  | { outcome: 'accepted'; executionId: string | null; reason: string | null }
  | { outcome: 'ignored' | 'refused'; executionId: null; reason: string };

/** Wakes the worker that looks through receipts. */
export const RECEIPTS_CHANNEL = 'pipelines_receipts';

/** What arrived at webhooks. One row for each delivery; a repeated one leaves no second row and no second effect. */
@Injectable()
export class ReceiptsRepository {
  /** Resolves to false for a delivery that was here before, by its id or by its body. */
  async insert(tx: Tx, receipt: NewReceipt): Promise<boolean> {
    const rows = await tx.query<{ id: string }>(
      `INSERT INTO webhook_receipt (id, org_id, repository_id, delivery_id, event, body_sha256, push, pull_request, outcome)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'accepted') ON CONFLICT DO NOTHING RETURNING id`,
      [
        ...[newId(), tx.orgId, receipt.repositoryId, receipt.deliveryId, receipt.event, receipt.bodySha256],
        receipt.push ? JSON.stringify(receipt.push) : null,
        receipt.pullRequest ? JSON.stringify(receipt.pullRequest) : null,
      ],
    );
    const id = rows[0]?.id;
    if (id === undefined) return false;
    await tx.query('INSERT INTO receipt_work (receipt_id, org_id) VALUES ($1, $2)', [id, tx.orgId]);
    await tx.query('UPDATE repository SET last_delivery_at = clock_timestamp() WHERE id = $1', [receipt.repositoryId]);
    tx.hint(RECEIPTS_CHANNEL);
    if (receipt.push) await scheduleStack(tx, receipt.repositoryId, receipt.push.ref);
    return true;
  }

  async find(tx: Tx, receiptId: string): Promise<ReceiptRow | undefined> {
    const rows = await tx.query<ReceiptRow>(
      `SELECT w.id, w.repository_id AS "repositoryId", r.project_id AS "projectId", r.clone_url AS "cloneUrl", w.event, w.push,
         w.pull_request AS "pullRequest",
         r.deleted_at IS NOT NULL AS "isDeleted"
       FROM webhook_receipt w JOIN repository r ON r.id = w.repository_id WHERE w.id = $1`,
      [receiptId],
    );
    return rows[0];
  }

  /** Ends the work on a receipt; false when another worker has taken it over meanwhile. */
  async finish(tx: Tx, claim: { receiptId: string; fence: number }, end: ReceiptEnd): Promise<boolean> {
    const mine = await tx.query('DELETE FROM receipt_work WHERE receipt_id = $1 AND fence = $2 RETURNING receipt_id', [
      claim.receiptId,
      claim.fence,
    ]);
    if (mine.length === 0) return false;
    await tx.query('UPDATE webhook_receipt SET outcome = $2, reason = $3, execution_id = $4 WHERE id = $1', [
      claim.receiptId,
      end.outcome,
      end.reason,
      end.executionId,
    ]);
    return true;
  }
}
