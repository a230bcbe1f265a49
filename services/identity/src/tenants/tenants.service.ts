import { Injectable } from '@nestjs/common';
import { databaseNow, OrgTx, SystemTx, type Tx } from '@throughline/platform';
import { type ChildStanding, childrenInTheWay, inWords } from './children-in-the-way.js';
import { deletionDate } from './deletion-date.js';
import { actingName, StandingChanges } from './standing-changes.js';
import { type StandingRow, StandingRepository } from './standing.repository.js';
import type { StandingResponse } from './tenants.dto.js';
import { refuse } from './tenants.errors.js';
import { toStanding } from './to-standing.js';

const NO_DELETION = {
  deletion_due_at: null,
  deletion_requested_at: null,
  deletion_requested_by: null,
  deletion_reason: null,
  is_deletion_by_owner: false,
};

export interface DeletionRequest {
  reason: string | null;
  /** At least seven days ahead; seven days when absent. */
  dueAt?: Date | undefined;
  /** Asked for by an owner of the organization, who typed this to confirm. */
  confirmedSlug?: string;
}

/** The standing of organizations: suspend, reactivate, schedule their deletion, take it back. */
@Injectable()
export class TenantsService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly systemTx: SystemTx,
    private readonly changes: StandingChanges,
    private readonly standings: StandingRepository,
  ) {}

  get(orgId: string): Promise<StandingResponse> {
    return this.orgTx.run(orgId, async (tx) => toStanding(await this.changes.get(tx)));
  }

  /** From the commit on nothing in the organization changes; what is read and exported stays. */
  suspend(orgId: string, reason: string): Promise<StandingResponse> {
    return this.run(orgId, async (tx, from) => {
      const facts = { suspended_at: await databaseNow(tx), suspended_by: actingName(), suspension_reason: reason };
      return this.changes.apply(tx, from, { trigger: 'suspend', facts, action: 'organization.suspended', reason });
    });
  }

  reactivate(orgId: string): Promise<StandingResponse> {
    return this.run(orgId, (tx, from) => {
      const facts = { suspended_at: null, suspended_by: null, suspension_reason: null };
      const step = { trigger: 'reactivate' as const, facts, action: 'organization.reactivated', reason: null };
      return this.changes.apply(tx, from, step);
    });
  }

  /**
   * From the commit on the organization is read only; on the date everything it has is deleted in every service. Refuses
   * an agency whose children would outlive it: who decides over them decides for themselves.
   */
  async scheduleDeletion(orgId: string, request: DeletionRequest): Promise<StandingResponse> {
    const { reason, dueAt, confirmedSlug } = request;
    // The organization's own transaction does not see its children. One that is made meanwhile makes the purge wait.
    const children = await this.systemTx.run((tx) => this.standings.children(tx, orgId));
    return this.run(orgId, async (tx, from) => {
      const isByOwner = confirmedSlug !== undefined;
      if (isByOwner && confirmedSlug !== from.slug) throw refuse('slug_not_confirmed', undefined, CONFIRM);
      const at = await databaseNow(tx);
      const due = deletionDate(dueAt, at);
      if (due === 'too_soon' || due === 'too_far') throw refuse(`deletion_${due}`, undefined, DUE_AT);
      const staying = childrenInTheWay(children, due);
      if (staying.length > 0) throw refuse('children_stay', whatToDo(staying, due));
      const facts = {
        deletion_due_at: due,
        deletion_requested_at: at,
        deletion_requested_by: actingName(),
        deletion_reason: reason,
        is_deletion_by_owner: isByOwner,
      };
      const action = 'organization.deletion_scheduled';
      return this.changes.apply(tx, from, { trigger: 'schedule_deletion', facts, action, reason, isByOwner });
    });
  }

  /** Takes a deletion back. An owner takes back an owner's, a platform admin any; a child's follows its agency's. */
  async cancelDeletion(orgId: string, isByOwner: boolean): Promise<StandingResponse> {
    if (await this.systemTx.run((tx) => this.standings.isAgencyLeaving(tx, orgId))) throw refuse('agency_leaves');
    return this.run(orgId, (tx, from) => {
      const isScheduled = from.status === 'pending_deletion';
      if (isScheduled && isByOwner && !from.is_deletion_by_owner) throw refuse('deletion_not_yours');
      const trigger = from.suspended_at === null ? 'cancel_deletion' : 'cancel_deletion_suspended';
      const step = { trigger, action: 'organization.deletion_cancelled', reason: null, isByOwner } as const;
      return this.changes.apply(tx, from, { ...step, facts: NO_DELETION });
    });
  }

  private run(orgId: string, work: (tx: Tx, from: StandingRow) => Promise<StandingRow>): Promise<StandingResponse> {
    return this.orgTx.run(orgId, async (tx) => toStanding(await work(tx, await this.changes.get(tx))));
  }
}

function whatToDo(staying: readonly ChildStanding[], due: Date): string {
  const day = due.toISOString().slice(0, 10);
  return `These belong to it and would outlive it: ${inWords(staying)}. Schedule their deletion first, for ${day} at the latest.`;
}

const CONFIRM = [{ pointer: '/confirmSlug', message: 'is not the address of the organization' }];
const DUE_AT = [{ pointer: '/dueAt', message: 'lies 7 days to a year ahead' }];
