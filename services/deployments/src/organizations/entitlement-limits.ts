import { Injectable } from '@nestjs/common';
import { defineErrors } from '@throughline/kernel';
import type { Tx } from '@throughline/platform';

const refuse = defineErrors({
  entitlement_limit: { category: 'forbidden', message: 'The plan of this organization allows no more of these.' },
});

/** The features of the plan whose objects this service owns, each named like the table that holds them. */
const TABLE_OF = { services: 'service', environments: 'environment' } as const;

/** Holds the plan's limits inside the transaction that creates the object, so that parallel creates cannot pass them. */
@Injectable()
export class EntitlementLimits {
  /**
   * Resolves when one more may be created; until the commit nobody else in the organization can ask.
   * An organization whose plan has not reached us yet is not limited.
   */
  async demandRoom(tx: Tx, feature: keyof typeof TABLE_OF): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`entitlement:${tx.orgId}:${feature}`]);
    const [limit] = await tx.query<{ max_count: number | null }>(
      'SELECT max_count FROM entitlement WHERE feature = $1',
      [feature],
    );
    if (limit?.max_count === undefined || limit.max_count === null) return;
    const [used] = await tx.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${TABLE_OF[feature]}`);
    if ((used?.count ?? 0) < limit.max_count) return;
    throw refuse('entitlement_limit', `The plan allows ${limit.max_count} ${feature}. Change the plan to have more.`);
  }
}
