import { Injectable } from '@nestjs/common';
import { isId } from '@throughline/kernel';
import { DataSource } from 'typeorm';
import { inSpan } from '../tracing/spans.js';
import { AfterCommit } from './after-commit.js';
import { asStep } from './steps.js';
import { type Tx, makeTx } from './tx.js';

const SPAN = { name: 'transaction', kind: 'client', attributes: { 'db.system.name': 'postgresql' } } as const;

/**
 * The only way from a feature to the database: one transaction in which row-level security shows the rows
 * of one organization and no others. No call to another system belongs inside.
 */
@Injectable()
export class OrgTx {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Runs `work` and commits; any throw rolls everything back. Refuses an organization id that is none. In a request
   * with an idempotency key the result is recorded with the commit, and a retry of the request gets it back without
   * running `work` again: so whatever the answer is made of comes from the result (and is data, no class or function).
   */
  run<T>(orgId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    if (!isId(orgId)) throw new TypeError('OrgTx needs an organization id');
    return asStep(orgId, (note) =>
      inSpan(SPAN, async () => {
        const after = new AfterCommit();
        const done = await this.dataSource.transaction(async (manager) => {
          const tx = makeTx(manager, orgId, after);
          // Not waited for: the first statement of the work comes after it on the same connection.
          const scope = manager.query(`SELECT set_config('app.org_id', $1, true)`, [orgId]);
          scope.catch(() => undefined); // what it fails of, the work fails of too
          const result = await work(tx);
          await note(tx, result);
          return result;
        });
        after.run(this.dataSource);
        return done;
      }),
    );
  }
}
