import { Injectable } from '@nestjs/common';
import { billingEntitlementsChangedV1 } from '@throughline/contracts';
import { databaseNow, OrgTx, Outbox, type Tx } from '@throughline/platform';
import { FEATURE_DEFINITIONS } from '../plans/features.rules.js';
import { FREE_PLAN, planOf } from '../plans/plans.rules.js';
import { UsageQueries } from '../usage/usage.queries.js';
import type { EntitlementsResponse } from './entitlements.dto.js';
import { EntitlementsRepository } from './entitlements.repository.js';
import { resolveEntitlements, sameEntitlements } from './entitlements.rules.js';

@Injectable()
export class EntitlementsService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly entitlements: EntitlementsRepository,
    private readonly usage: UsageQueries,
    private readonly outbox: Outbox,
  ) {}

  /** What the organization may use and how much it does; the free plan as version 0 until its first snapshot. */
  get(orgId: string): Promise<EntitlementsResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      const snapshot = await this.entitlements.latest(tx, orgId);
      const used = await this.usage.of(tx, orgId, await databaseNow(tx));
      const items = snapshot?.items ?? resolveEntitlements(FREE_PLAN);
      return {
        version: snapshot?.version ?? 0,
        planKey: snapshot?.planKey ?? FREE_PLAN.key,
        items: items.map(({ feature, limit }) => {
          const { unit, atLimit } = FEATURE_DEFINITIONS[feature];
          return { feature, limit, used: used[feature] ?? null, unit, atLimit };
        }),
      };
    });
  }

  /** Takes and publishes a snapshot of what the plan gives; does nothing when that is what already holds. */
  async publish(tx: Tx, orgId: string, planKey: string): Promise<void> {
    const items = resolveEntitlements(planOf(planKey));
    const last = await this.entitlements.latest(tx, orgId);
    if (last?.planKey === planKey && sameEntitlements(last.items, items)) return;
    const snapshot = { version: (last?.version ?? 0) + 1, planKey, items };
    await this.entitlements.add(tx, orgId, snapshot);
    await this.outbox.append(tx, billingEntitlementsChangedV1, { kind: 'entitlements', id: orgId }, snapshot);
  }
}
