import { Injectable } from '@nestjs/common';
import { Audit, currentContext, type Tx } from '@throughline/platform';
import { Authority } from '../accounts/authority.js';
import { PlatformAudit } from '../platform-audit/platform-audit.js';
import { OrganizationAnnouncements } from './organization-announcements.js';
import { standingMachine, type Trigger } from './standing.machine.js';
import { type StandingChange, type StandingRow, StandingRepository } from './standing.repository.js';
import { refuse } from './tenants.errors.js';

export interface StandingStep {
  trigger: Trigger;
  /** What changes beside the status. */
  facts: Partial<StandingChange>;
  /** `organization.suspended` */
  action: string;
  reason: string | null;
  /** By the organization's own owner: then it is none of the platform's acts. */
  isByOwner?: boolean;
}

/**
 * Every change of an organization's standing, with all that has to go along in its transaction: the event for the other
 * services, the end of cached authority, the fact in the tenant's log and the one in the platform's.
 */
@Injectable()
export class StandingChanges {
  constructor(
    private readonly standings: StandingRepository,
    private readonly announcements: OrganizationAnnouncements,
    private readonly authority: Authority,
    private readonly audit: Audit,
    private readonly platformAudit: PlatformAudit,
  ) {}

  /** The organization at hand. Refuses when there is none. */
  async get(tx: Tx): Promise<StandingRow> {
    const row = await this.standings.get(tx);
    if (!row) throw refuse('organization_unknown');
    return row;
  }

  async apply(tx: Tx, from: StandingRow, step: StandingStep): Promise<StandingRow> {
    const next = standingMachine.next(from.status, step.trigger);
    if (!next.ok) throw refuse('standing_refused', `The organization is ${words(from.status)}.`);
    const to = { ...from, ...step.facts, status: next.to };
    if (!(await this.standings.change(tx, from, to))) throw refuse('standing_changed');
    await this.announce(tx, to);
    await this.record(tx, from, to, step);
    return { ...to, version: from.version + 1 };
  }

  /** Tells the other services and the gateway. */
  private async announce(tx: Tx, { org_id: id }: StandingRow): Promise<void> {
    await this.announcements.announce(tx);
    const members = await tx.query<{ user_id: string }>(
      'SELECT user_id FROM membership WHERE org_id = $1 ORDER BY user_id', // one order, so that two of us cannot deadlock
      [id],
    );
    for (const { user_id } of members) await this.authority.changed(tx, user_id);
  }

  private async record(tx: Tx, from: StandingRow, to: StandingRow, step: StandingStep): Promise<void> {
    const { action, reason } = step;
    const after = { status: to.status, reason, dueAt: to.deletion_due_at?.toISOString() ?? null };
    const resource = { resourceKind: 'organization', resourceId: to.org_id, resourceName: to.name };
    await this.audit.record(tx, { action, ...resource, before: { status: from.status }, after });
    if (step.isByOwner) return;
    const subject = { subjectKind: 'organization', subjectId: to.org_id, organizationId: to.org_id };
    await this.platformAudit.record(tx, { action, ...subject, reason, details: { name: to.name, ...after } });
  }
}

/** Who does it, by name. */
export function actingName(): string {
  return currentContext()?.actor?.name ?? 'Throughline';
}

const words = (status: string): string => status.replaceAll('_', ' ');
