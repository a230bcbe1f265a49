import { Injectable } from '@nestjs/common';
import { identityAuthorityChangedV1 } from '@throughline/contracts';
import { Outbox, type Tx } from '@throughline/platform';

/** Says that what a person may do has changed, so that the gateway drops what it remembers of that person. */
@Injectable()
export class Authority {
  constructor(private readonly outbox: Outbox) {}

  /** In the organization of the transaction. */
  async changed(tx: Tx, userId: string): Promise<void> {
    const authEpoch = await this.nextEpoch(tx, userId);
    if (tx.orgId !== null) await this.announce(tx, tx.orgId, userId, authEpoch);
  }

  /** In every organization of the person; for a SystemTx. */
  async changedEverywhere(tx: Tx, userId: string): Promise<void> {
    const authEpoch = await this.nextEpoch(tx, userId);
    const rows = await tx.query<{ org_id: string }>(
      'SELECT org_id FROM membership WHERE user_id = $1 ORDER BY org_id', // one order, so that two of us cannot deadlock
      [userId],
    );
    for (const row of rows) await this.announce(tx, row.org_id, userId, authEpoch);
  }

  private async nextEpoch(tx: Tx, userId: string): Promise<number> {
    const rows = await tx.query<{ auth_epoch: number }>(
      'UPDATE user_account SET auth_epoch = auth_epoch + 1 WHERE id = $1 RETURNING auth_epoch',
      [userId],
    );
    return rows[0]?.auth_epoch ?? 1;
  }

  /** Numbered by organization and person: event numbers belong to one organization, a person to many. */
  private announce(tx: Tx, orgId: string, userId: string, authEpoch: number): Promise<void> {
    const aggregate = { kind: 'authority', id: `${orgId}/${userId}`, orgId };
    return this.outbox.append(tx, identityAuthorityChangedV1, aggregate, { userId, authEpoch });
  }
}
