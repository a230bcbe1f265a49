import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AfterCommit } from './after-commit.js';
import { asStep } from './steps.js';
import { type Tx, makeTx } from './tx.js';

/**
 * A transaction outside any organization, for the platform's own work: relay, lookups of a credential or
 * hook by its id, sweeps. It sees only tables that were made with `systemTable`; tenant tables stay empty.
 */
@Injectable()
export class SystemTx {
  constructor(private readonly dataSource: DataSource) {}

  /** Runs `work` and commits; any throw rolls everything back. A step of the request, as in `OrgTx.run`. */
  run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return asStep(null, async (note) => {
      const after = new AfterCommit();
      const done = await this.dataSource.transaction(async (manager) => {
        const tx = makeTx(manager, null, after);
        // Not waited for: the first statement of the work comes after it on the same connection.
        const scope = manager.query(`SELECT set_config('app.scope', 'system', true)`, []);
        scope.catch(() => undefined); // what it fails of, the work fails of too
        const result = await work(tx);
        await note(tx, result);
        return result;
      });
      after.run(this.dataSource);
      return done;
    });
  }
}
