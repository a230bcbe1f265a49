import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How much was used in a calendar month (UTC). */
@Entity({ name: 'monthly_usage' })
export class MonthlyUsage {
  @PrimaryColumn('uuid', { name: 'org_id' })
  orgId!: string;

  @PrimaryColumn('text')
  feature!: 'executions_per_month';

  @PrimaryColumn('date')
  month!: string;

  @Column('int')
  used!: number;
}
