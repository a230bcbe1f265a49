import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Entitlement } from './entitlements.rules.js';

/** What an organization was entitled to from a moment on; the highest version holds. */
@Entity({ name: 'entitlement_snapshot' })
export class EntitlementSnapshot {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'org_id' })
  orgId!: string;

  @Column('int')
  version!: number;

  @Column('text', { name: 'plan_key' })
  planKey!: string;

  @Column('jsonb')
  items!: Entitlement[];

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
