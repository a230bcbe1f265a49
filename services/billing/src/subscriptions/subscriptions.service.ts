import { Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import { Audit, fp, OrgTx, type Tx } from '@throughline/platform';
import { EntitlementsService } from '../entitlements/entitlements.service.js';
import { FREE_PLAN, planOf } from '../plans/plans.rules.js';
import { Subscription } from './subscription.entity.js';
import type { SubscriptionResponse } from './subscriptions.dto.js';
import { refuse } from './subscriptions.errors.js';

export interface NewOrganization {
  orgId: string;
  /** Of its agency, if it has one. */
  parentOrgId: string | null;
  since: Date;
}

@Injectable()
export class SubscriptionsService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly entitlements: EntitlementsService,
    private readonly audit: Audit,
  ) {}

  /** The organization's subscription. @throws AppError `subscription_missing` in the moment before it has one */
  get(orgId: string): Promise<SubscriptionResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      const found = await tx.repository(Subscription).findOne({ where: { orgId } });
      if (!found) throw refuse('subscription_missing');
      const { planKey, status, since } = found;
      return { planKey, planName: planOf(planKey).name, status, since: since.toISOString() };
    });
  }

  /** Puts a new organization on the free plan; one that has a plan keeps it. */
  async startFree(tx: Tx, organization: NewOrganization): Promise<void> {
    const { orgId, parentOrgId, since } = organization;
    const id = newId();
    const started = await tx.query(
      `INSERT INTO subscription (id, org_id, parent_org_id, plan_key, status, since) VALUES ($1, $2, $3, $4, 'active', $5)
       ON CONFLICT (org_id) DO NOTHING RETURNING id`,
      [id, orgId, parentOrgId, FREE_PLAN.key, since],
    );
    if (started.length === 0) return;
    fp('subscription.before_entitlements');
    await this.entitlements.publish(tx, orgId, FREE_PLAN.key);
    fp('subscription.before_audit');
    await this.audit.record(tx, {
      action: 'subscription.started',
      resourceKind: 'subscription',
      resourceId: id,
      resourceName: FREE_PLAN.name,
      after: { planKey: FREE_PLAN.key },
    });
  }
}
