import { Injectable } from '@nestjs/common';
import { isId } from '@throughline/kernel';
import { LiveHub, OrgTx, SystemTx } from '@throughline/platform';
import { createHash } from 'node:crypto';
import { HookSecrets } from '../repositories/hook-secrets.js';
import { pushOf } from './push.rules.js';
import { ReceiptsRepository } from './receipts.repository.js';
import { isSigned } from './signature.js';
import { refuse } from './webhooks.errors.js';

export interface Delivery {
  repositoryId: string;
  signature: string | undefined;
  event: string | undefined;
  deliveryId: string | undefined;
  rawBody: Buffer;
  body: unknown;
}

const EVENT = /^[a-z_]{1,64}$/;
const DELIVERY_ID = /^[\w-]{1,100}$/;
/** What an unknown repository is checked against, so that its answer takes as long as that of a wrong signature. */
const NOBODYS_SECRET = ['0'.repeat(64)];

/** Takes webhooks in: proves the sender, notes the delivery once, answers. What follows from it is the worker's. */
@Injectable()
export class WebhooksService {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly orgTx: OrgTx,
    private readonly secrets: HookSecrets,
    private readonly receipts: ReceiptsRepository,
    private readonly live: LiveHub,
  ) {}

  /** Resolves to false for a delivery that was here before. */
  async receive(delivery: Delivery): Promise<boolean> {
    const orgId = await this.proveSender(delivery);
    const { repositoryId, rawBody, event = '', deliveryId = '' } = delivery;
    if (!EVENT.test(event) || !DELIVERY_ID.test(deliveryId)) throw refuse('delivery_headers');
    const bodySha256 = createHash('sha256').update(rawBody).digest('hex');
    const push = event === 'push' ? (pushOf(delivery.body) ?? null) : null;
    return this.orgTx.run(orgId, async (tx) => {
      const isNew = await this.receipts.insert(tx, { repositoryId, deliveryId, event, bodySha256, push });
      if (isNew) await this.live.changed(tx, 'repository', repositoryId);
      return isNew;
    });
  }

  /** The organization of the repository, when the body was signed with one of its secrets; else refuses and counts. */
  private async proveSender({ repositoryId, signature, rawBody }: Delivery): Promise<string> {
    const orgId = await this.orgOf(repositoryId);
    if (orgId === undefined) {
      isSigned(signature, rawBody, NOBODYS_SECRET);
      throw refuse('signature_invalid');
    }
    const secrets = await this.orgTx.run(orgId, (tx) => this.secrets.validOnes(tx, orgId, repositoryId));
    if (isSigned(signature, rawBody, secrets)) return orgId;
    await this.countRefusal(repositoryId);
    throw refuse('signature_invalid');
  }

  private async orgOf(repositoryId: string): Promise<string | undefined> {
    if (!isId(repositoryId)) return undefined;
    const rows = await this.systemTx.run((tx) =>
      tx.query<{ org_id: string }>('SELECT org_id FROM hook_address WHERE repository_id = $1', [repositoryId]),
    );
    return rows[0]?.org_id;
  }

  private async countRefusal(repositoryId: string): Promise<void> {
    await this.systemTx.run((tx) =>
      tx.query('UPDATE hook_address SET refused_receipts = refused_receipts + 1 WHERE repository_id = $1', [
        repositoryId,
      ]),
    );
  }
}
