import { Injectable } from '@nestjs/common';
import { billingEntitlementsChangedV1, type Envelope, type EventData } from '@throughline/contracts';
import { defineErrors } from '@throughline/kernel';
import { OnEvent, type Tx } from '@throughline/platform';

const refuse = defineErrors({
  entitlement_exceeded: { category: 'forbidden', message: 'The plan of the organization does not allow more.' },
});

type EntitlementsChanged = Envelope<EventData<typeof billingEntitlementsChangedV1>>;

/** What the organization's plan allows, as billing last said. */
@Injectable()
export class Entitlements {
  @OnEvent(billingEntitlementsChangedV1, { newest: true })
  async entitlementsChanged({ orgId, data }: EntitlementsChanged, tx: Tx): Promise<void> {
    const limits = Object.fromEntries(data.items.map((item) => [item.feature, item.limit]));
    await tx.query(
      `INSERT INTO entitlement_snapshot AS e (org_id, version, plan_key, limits) VALUES ($1, $2, $3, $4)
       ON CONFLICT (org_id) DO UPDATE
         SET version = excluded.version, plan_key = excluded.plan_key, limits = excluded.limits
       WHERE e.version < excluded.version`,
      [orgId, data.version, data.planKey, JSON.stringify(limits)],
    );
  }

  /** What the plan of the transaction's organization allows, by feature; empty before billing has said anything. */
  async limits(tx: Tx): Promise<Record<string, number | null>> {
    const rows = await tx.query<{ limits: Record<string, number | null> }>(
      'SELECT limits FROM entitlement_snapshot WHERE org_id = $1',
      [tx.orgId],
    );
    return rows[0]?.limits ?? {};
  }

  /**
   * Refuses one more when `used` is the limit already. Call it with the organization locked, in the transaction that
   * makes the object. Before billing has said anything, in an organization's first moments, there is no limit.
   */
  async demandOneMore(tx: Tx, feature: 'members' | 'projects', used: number): Promise<void> {
    const rows = await tx.query<{ allowed: number | null }>(
      'SELECT (limits ->> $2)::int AS allowed FROM entitlement_snapshot WHERE org_id = $1',
      [tx.orgId, feature],
    );
    const allowed = rows[0]?.allowed ?? Number.POSITIVE_INFINITY;
    if (used >= allowed) {
      throw refuse('entitlement_exceeded', `The plan of the organization allows ${allowed} ${feature}.`);
    }
  }
}
