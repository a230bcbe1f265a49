import { Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import { databaseNow, type Tx } from '@throughline/platform';
import { EntitlementSnapshot } from './entitlement-snapshot.entity.js';

export type Snapshot = Pick<EntitlementSnapshot, 'version' | 'planKey' | 'items'>;

@Injectable()
export class EntitlementsRepository {
  /** The snapshot that holds; undefined before the organization's first. */
  async latest(tx: Tx, orgId: string): Promise<Snapshot | undefined> {
    const found = await tx.repository(EntitlementSnapshot).findOne({ where: { orgId }, order: { version: 'DESC' } });
    return found ?? undefined;
  }

  /** Two that add the same version meet at the unique constraint: one of them is refused and tried again. */
  async add(tx: Tx, orgId: string, snapshot: Snapshot): Promise<void> {
    const createdAt = await databaseNow(tx);
    await tx.repository(EntitlementSnapshot).insert({ id: newId(), orgId, ...snapshot, createdAt });
  }
}
