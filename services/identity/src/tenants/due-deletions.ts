import { Injectable } from '@nestjs/common';
import { identityOrgPurgeRequestedV1, INSTALLATION_ID } from '@throughline/contracts';
import { asInstallation, fp, OrgTx, Outbox, SystemTx, type Tx } from '@throughline/platform';
import { createHash } from 'node:crypto';
import { StandingChanges } from './standing-changes.js';
import { type StandingRow, StandingRepository } from './standing.repository.js';

/** Begins the purge of organizations whose deletion is due. From here on there is no way back. */
@Injectable()
export class DueDeletions {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly orgTx: OrgTx,
    private readonly standings: StandingRepository,
    private readonly changes: StandingChanges,
    private readonly outbox: Outbox,
  ) {}

  /** Ends after the organization at hand when it is told to stop. Resolves to the number of purges begun. */
  async drain(stopping?: AbortSignal): Promise<number> {
    const due = await this.systemTx.run((tx) => this.standings.due(tx));
    let begun = 0;
    for (const orgId of due) {
      if (stopping?.aborted) break;
      if (await this.orgTx.run(orgId, (tx) => this.begin(tx))) begun += 1;
    }
    return begun;
  }

  private async begin(tx: Tx): Promise<boolean> {
    const from = await this.changes.get(tx);
    const isDue = from.status === 'pending_deletion' && from.deletion_due_at !== null;
    if (!isDue) return false; // another worker was quicker, or it was taken back
    const { deletion_reason: reason } = from;
    await this.changes.apply(tx, from, { trigger: 'purge', facts: {}, action: 'organization.purge_started', reason });
    fp('deletion.before_request');
    await this.keepTombstone(tx, from);
    await asInstallation(tx, () =>
      this.outbox.append(
        tx,
        identityOrgPurgeRequestedV1,
        { kind: 'org-purge', id: from.org_id, orgId: INSTALLATION_ID },
        { organizationId: from.org_id },
      ),
    );
    return true;
  }

  private async keepTombstone(tx: Tx, from: StandingRow): Promise<void> {
    await tx.query(
      `INSERT INTO purged_organization (organization_id, slug_hash, requested_by, is_by_owner, reason, due_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [
        from.org_id,
        createHash('sha256').update(from.slug).digest(),
        from.deletion_requested_by,
        from.is_deletion_by_owner,
        from.deletion_reason,
        from.deletion_due_at,
      ],
    );
  }
}
