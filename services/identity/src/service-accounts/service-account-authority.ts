import { Injectable } from '@nestjs/common';
import { identityAuthorityChangedV1 } from '@throughline/contracts';
import { Outbox, type Tx } from '@throughline/platform';

interface Epoch {
  id: string;
  auth_epoch: number;
}

/** Says that what a service account may do has changed, so that the gateway drops what it remembers of it. */
@Injectable()
export class ServiceAccountAuthority {
  constructor(private readonly outbox: Outbox) {}

  async changed(tx: Tx, id: string): Promise<void> {
    await this.announce(
      tx,
      await tx.query<Epoch>(
        'UPDATE service_account SET auth_epoch = auth_epoch + 1 WHERE org_id = $1 AND id = $2 RETURNING id, auth_epoch',
        [tx.orgId, id],
      ),
    );
  }

  /** Of all that hold one of the roles, or of all there are, in as many statements as for one. */
  async changedForRoles(tx: Tx, who: { all: boolean; roleKeys: readonly string[] }): Promise<void> {
    const rows = await tx.query<Epoch>(
      `WITH concerned AS (
         SELECT a.id FROM service_account a
          WHERE a.org_id = $1 AND a.removed_at IS NULL AND ($2 OR coalesce(
            (SELECT r.key FROM role r WHERE r.org_id = a.org_id AND r.id = a.role_id), a.role) = ANY($3))
          ORDER BY a.id FOR UPDATE)
       UPDATE service_account s SET auth_epoch = s.auth_epoch + 1 FROM concerned c WHERE s.id = c.id
       RETURNING s.id, s.auth_epoch`,
      [tx.orgId, who.all, who.roleKeys],
    );
    await this.announce(tx, rows);
  }

  private async announce(tx: Tx, rows: readonly Epoch[]): Promise<void> {
    const facts = rows.map(({ id: userId, auth_epoch: authEpoch }) => ({
      aggregate: { kind: 'authority', id: `${tx.orgId}/${userId}` },
      data: { userId, authEpoch },
    }));
    await this.outbox.appendAll(tx, identityAuthorityChangedV1, facts);
  }
}
