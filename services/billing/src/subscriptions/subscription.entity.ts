import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The plan that an organization is on. */
@Entity({ name: 'subscription' })
export class Subscription {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'org_id' })
  orgId!: string;

  /** The agency that the organization belongs to. */
  @Column('uuid', { name: 'parent_org_id', nullable: true })
  parentOrgId!: string | null;

  @Column('text', { name: 'plan_key' })
  planKey!: string;

  @Column('text')
  status!: 'active';

  @Column('timestamptz')
  since!: Date;
}
