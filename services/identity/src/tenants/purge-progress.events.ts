import { Injectable } from '@nestjs/common';
import { type Envelope, type EventData, orgPurgedV1 } from '@throughline/contracts';
import { OnEvent, OrgPurge, SERVICES, type Tx } from '@throughline/platform';
import { PlatformAudit } from '../platform-audit/platform-audit.js';

interface Tombstone {
  rows: Record<string, number>;
  reason: string | null;
  requested_by: string;
}

const OTHERS = SERVICES.filter((service) => service !== 'identity');

/** Counts the services that have nothing left of an organization. Identity goes last, when all the others have. */
@Injectable()
export class PurgeProgressEvents {
  constructor(
    private readonly purge: OrgPurge,
    private readonly audit: PlatformAudit,
  ) {}

  @OnEvent(orgPurgedV1)
  async orgPurged({ data }: Envelope<EventData<typeof orgPurgedV1>>, tx: Tx): Promise<void> {
    const { service, organizationId, rows } = data;
    const [tombstone] = await tx.query<Tombstone>(
      `UPDATE purged_organization SET rows = jsonb_build_object($2::text, $3::bigint) || rows
        WHERE organization_id = $1 RETURNING rows, reason, requested_by`,
      [organizationId, service, rows],
    );
    if (!tombstone) return;
    if (service === 'identity') return this.finish(tx, organizationId, tombstone);
    if (OTHERS.every((other) => tombstone.rows[other] !== undefined)) await this.purge.request(tx, organizationId);
  }

  private async finish(tx: Tx, organizationId: string, { rows, reason, requested_by }: Tombstone): Promise<void> {
    await tx.query('UPDATE purged_organization SET purged_at = clock_timestamp() WHERE organization_id = $1', [
      organizationId,
    ]);
    const subject = { subjectKind: 'organization', subjectId: organizationId, organizationId };
    const details = { rows, requestedBy: requested_by };
    await this.audit.record(tx, { action: 'organization.purged', ...subject, reason, details });
  }
}
