import { Injectable } from '@nestjs/common';
import { identityOrgChangedV1 } from '@throughline/contracts';
import { Outbox, type Tx } from '@throughline/platform';
import { StandingRepository } from './standing.repository.js';

/** Tells the other services and the gateway what an organization is called now, and whether anything in it may change. */
@Injectable()
export class OrganizationAnnouncements {
  constructor(
    private readonly standings: StandingRepository,
    private readonly outbox: Outbox,
  ) {}

  /** Of the transaction's organization, as it is after the change at hand. */
  async announce(tx: Tx): Promise<void> {
    const row = await this.standings.get(tx);
    if (!row) throw new Error('an organization that changed is there');
    const { org_id: id, slug, name, status, parent_id: parentOrgId } = row;
    const aggregate = { kind: 'organization', id };
    await this.outbox.append(tx, identityOrgChangedV1, aggregate, { slug, name, status, parentOrgId });
  }
}
