import { Injectable } from '@nestjs/common';
import type { OrgStatus } from '@throughline/contracts';
import { OrgTx, type Page, SystemTx, toPage } from '@throughline/platform';
import { PlatformAudit } from '../platform-audit/platform-audit.js';
import { StandingChanges } from './standing-changes.js';
import type {
  PurgedOrganizationResponse,
  TenantDetailResponse,
  TenantMemberResponse,
  TenantResponse,
  TenantsQuery,
} from './tenants.dto.js';
import { refuse } from './tenants.errors.js';
import { toStanding } from './to-standing.js';
import { idBefore } from '../text/id-before.js';

interface TenantRow {
  id: string;
  slug: string;
  name: string;
  created_at: Date;
  status: OrgStatus;
  plan_key: string | null;
  members: string;
  last_activity_at: Date | null;
}

interface MemberRow {
  user_id: string;
  email: string;
  full_name: string;
  role: string;
  is_platform_admin: boolean;
  is_disabled: boolean;
}

/** How the console reads across organizations: each reading leaves its fact first, or the database refuses it. */
@Injectable()
export class TenantsQueries {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly orgTx: OrgTx,
    private readonly audit: PlatformAudit,
    private readonly standings: StandingChanges,
  ) {}

  /** Newest first. */
  list({ q, status, limit, cursor }: TenantsQuery): Promise<Page<TenantResponse>> {
    const before = idBefore(cursor);
    return this.systemTx.run(async (tx) => {
      const subject = { subjectKind: 'organization', subjectId: '*' };
      const details = { q: q ?? null, status: status ?? null };
      const fact = await this.audit.record(tx, { action: 'organization.listed', ...subject, details });
      const rows = await tx.query<TenantRow>('SELECT * FROM console_organizations($1, $2, $3, $4, $5)', [
        fact,
        q || null,
        status ?? null,
        before,
        limit + 1,
      ]);
      return toPage(rows, limit, (row) => [row.id], toTenant);
    });
  }

  get(orgId: string): Promise<TenantDetailResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      const subject = { subjectKind: 'organization', subjectId: orgId, organizationId: orgId };
      const fact = await this.audit.record(tx, { action: 'organization.viewed', ...subject });
      const [row] = await tx.query<TenantRow>('SELECT * FROM console_organization($1, $2)', [fact, orgId]);
      if (!row) throw refuse('organization_unknown');
      const people = await tx.query<MemberRow>(
        `SELECT c.*, u.disabled_at IS NOT NULL AS is_disabled FROM console_members($1, $2) c
           JOIN user_account u ON u.id = c.user_id ORDER BY c.full_name, c.user_id`,
        [fact, orgId],
      );
      const standing = toStanding(await this.standings.get(tx));
      return { ...toTenant(row), standing, people: people.map(toMember) };
    });
  }

  /** What was deleted, or is being deleted now; newest first, the last 200. */
  purged(): Promise<PurgedOrganizationResponse[]> {
    return this.systemTx.run(async (tx) => {
      const rows = await tx.query<{
        organization_id: string;
        requested_by: string;
        reason: string | null;
        started_at: Date;
        purged_at: Date | null;
        rows: Record<string, number>;
      }>('SELECT * FROM purged_organization ORDER BY started_at DESC LIMIT 200');
      return rows.map((row) => ({
        organizationId: row.organization_id,
        requestedBy: row.requested_by,
        reason: row.reason,
        startedAt: row.started_at.toISOString(),
        purgedAt: row.purged_at?.toISOString() ?? null,
        rows: row.rows,
      }));
    });
  }
}

function toTenant(row: TenantRow): TenantResponse {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    status: row.status,
    planKey: row.plan_key,
    members: Number(row.members),
    createdAt: row.created_at.toISOString(),
    lastActivityAt: row.last_activity_at?.toISOString() ?? null,
  };
}

function toMember(row: MemberRow): TenantMemberResponse {
  const { user_id: userId, email, full_name: fullName, role } = row;
  const { is_platform_admin: isPlatformAdmin, is_disabled: isDisabled } = row;
  return { userId, email, fullName, role, isPlatformAdmin, isDisabled };
}
