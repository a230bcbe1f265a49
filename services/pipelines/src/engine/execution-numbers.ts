import { Injectable } from '@nestjs/common';
import { OrgTx } from '@throughline/platform';
import { AsyncResource } from 'node:async_hooks';

interface Waiting {
  take: (number: number) => void;
  refuse: (error: unknown) => void;
}

/**
 * Numbers for executions, counted up for each organization. They are taken in a transaction of their own, before the one
 * that makes the execution: as long as an execution takes to be made, nobody else of the organization could count. All
 * who ask while one count is under way share the next. An execution that is not made after all leaves a gap.
 */
@Injectable()
export class ExecutionNumbers {
  private readonly waiting = new Map<string, Waiting[]>();
  // Shared by many requests, so it must not be a step of the one that happens to be first.
  private readonly outside = new AsyncResource('execution-numbers');

  constructor(private readonly orgTx: OrgTx) {}

  next(orgId: string): Promise<number> {
    return new Promise((take, refuse) => {
      const line = this.waiting.get(orgId);
      if (line) line.push({ take, refuse });
      else {
        this.waiting.set(orgId, [{ take, refuse }]);
        void this.outside.runInAsyncScope(() => this.serve(orgId));
      }
    });
  }

  private async serve(orgId: string): Promise<void> {
    await Promise.resolve(); // whoever asks in the same turn is in the first line
    for (let line = this.waiting.get(orgId); line && line.length > 0; line = this.waiting.get(orgId)) {
      this.waiting.set(orgId, []);
      await this.count(orgId, line.length).then(
        (last) => line.forEach(({ take }, index) => take(last - line.length + 1 + index)),
        (error: unknown) => line.forEach(({ refuse }) => refuse(error)),
      );
    }
    this.waiting.delete(orgId);
  }

  private count(orgId: string, by: number): Promise<number> {
    return this.orgTx.run(orgId, async (tx) => {
      const rows = await tx.query<{ last: number }>(
        `INSERT INTO execution_number AS n (org_id, last) VALUES ($1, $2)
         ON CONFLICT (org_id) DO UPDATE SET last = n.last + $2 RETURNING last`,
        [orgId, by],
      );
      return rows[0]?.last ?? by;
    });
  }
}
