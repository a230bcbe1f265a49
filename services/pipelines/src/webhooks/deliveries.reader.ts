import { Injectable } from '@nestjs/common';
import { cursorKey, OrgTx, type Page, type PageQuery, toPage } from '@throughline/platform';
import { RepositoriesRepository } from '../repositories/repositories.repository.js';
import type { WebhookDeliveryResponse } from './deliveries.dto.js';
import { refuse } from './webhooks.errors.js';

type DeliveryRow = Omit<WebhookDeliveryResponse, 'receivedAt'> & { receivedAt: Date };

/** The deliveries of a repository's webhook, newest first, and what became of each. */
@Injectable()
export class DeliveriesReader {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly repositories: RepositoriesRepository,
  ) {}

  async list(orgId: string, repositoryId: string, query: PageQuery): Promise<Page<WebhookDeliveryResponse>> {
    const before = cursorKey(query.cursor, 1)?.[0];
    const rows = await this.orgTx.run(orgId, async (tx) => {
      if (!(await this.repositories.find(tx, repositoryId))) throw refuse('not_found');
      return tx.query<DeliveryRow>(
        `SELECT id, delivery_id AS "deliveryId", event, outcome, reason, execution_id AS "executionId", received_at AS "receivedAt"
         FROM webhook_receipt WHERE repository_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
        [repositoryId, before ?? null, query.limit + 1],
      );
    });
    return toPage(
      rows,
      query.limit,
      (row) => [row.id],
      (row) => ({ ...row, receivedAt: row.receivedAt.toISOString() }),
    );
  }
}
