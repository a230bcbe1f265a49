import { Injectable } from '@nestjs/common';
import { isId } from '@throughline/kernel';
import { DataSource } from 'typeorm';
import { inSpan } from '../tracing/spans.js';
import { type Tx, makeTx } from './tx.js';

const SPAN = { name: 'transaction', kind: 'client', attributes: { 'db.system.name': 'postgresql' } } as const;

/**
 * The only way from a feature to the database: one transaction in which row-level security shows the rows
 * of one organization and no others. No call to another system belongs inside.
 */
@Injectable()
export class OrgTx {
  constructor(private readonly dataSource: DataSource) {}

  /** Runs `work` and commits; any throw rolls everything back. Refuses an organization id that is none. */
  run<T>(orgId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    if (!isId(orgId)) throw new TypeError('OrgTx needs an organization id');
    return inSpan(SPAN, () =>
      this.dataSource.transaction(async (manager) => {
        await manager.query(`SELECT set_config('app.org_id', $1, true)`, [orgId]);
        return work(makeTx(manager, orgId));
      }),
    );
  }
}
