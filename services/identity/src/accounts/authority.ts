import { Injectable } from '@nestjs/common';
import { identityAuthorityChangedV1, INSTALLATION_ID } from '@throughline/contracts';
import { Outbox, type Tx } from '@throughline/platform';

/** Says that what a person may do has changed, so that the gateway drops what it remembers of that person. */
@Injectable()
export class Authority {
  constructor(private readonly outbox: Outbox) {}

  /** In the organization of the transaction. */
  async changed(tx: Tx, userId: string): Promise<void> {
    const authEpoch = await this.nextEpoch(tx, userId);
    if (tx.orgId === null) return;
    await this.outbox.append(tx, identityAuthorityChangedV1, aggregateOf(tx.orgId, userId), { userId, authEpoch });
  }

  /** Of many people in the organization of the transaction, in as many statements as for one. */
  async changedForAll(tx: Tx, userIds: readonly string[]): Promise<void> {
    if (userIds.length === 0) return;
    // Locked in one order, so that two of us cannot deadlock.
    const rows = await tx.query<{ id: string; auth_epoch: number }>(
      `WITH concerned AS (SELECT id FROM user_account WHERE id = ANY($1) ORDER BY id FOR UPDATE)
       UPDATE user_account u SET auth_epoch = u.auth_epoch + 1 FROM concerned c WHERE u.id = c.id
       RETURNING u.id, u.auth_epoch`,
      [userIds],
    );
    const facts = rows.map(({ id: userId, auth_epoch: authEpoch }) => ({
      aggregate: aggregateOf(tx.orgId, userId),
      data: { userId, authEpoch },
    }));
    await this.outbox.appendAll(tx, identityAuthorityChangedV1, facts);
  }

  /**
   * In every organization of the person; for a SystemTx. Of a person in none it is said in the name of the installation:
   * the gateway, which alone listens, asks for the person and not for the organization.
   */
  async changedEverywhere(tx: Tx, userId: string): Promise<void> {
    const authEpoch = await this.nextEpoch(tx, userId);
    const rows = await tx.query<{ org_id: string }>(
      'SELECT org_id FROM membership WHERE user_id = $1 ORDER BY org_id', // one order, so that two of us cannot deadlock
      [userId],
    );
    const orgIds = rows.length > 0 ? rows.map(({ org_id }) => org_id) : [INSTALLATION_ID];
    const facts = orgIds.map((orgId) => ({ aggregate: aggregateOf(orgId, userId), data: { userId, authEpoch } }));
    await this.outbox.appendAll(tx, identityAuthorityChangedV1, facts);
  }

  private async nextEpoch(tx: Tx, userId: string): Promise<number> {
    const rows = await tx.query<{ auth_epoch: number }>(
      'UPDATE user_account SET auth_epoch = auth_epoch + 1 WHERE id = $1 RETURNING auth_epoch',
      [userId],
    );
    return rows[0]?.auth_epoch ?? 1;
  }
}

/** Numbered by organization and person: event numbers belong to one organization, a person to many. */
function aggregateOf(orgId: string | null, userId: string) {
  return { kind: 'authority', id: `${orgId}/${userId}`, orgId };
}
