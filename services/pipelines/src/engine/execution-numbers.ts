import { Injectable } from '@nestjs/common';
import { Line, OrgTx } from '@throughline/platform';

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
  private readonly line = new Line<Waiting>((orgId, waiting) => this.serve(orgId, waiting));

  constructor(private readonly orgTx: OrgTx) {}

  next(orgId: string): Promise<number> {
    return new Promise((take, refuse) => this.line.join(orgId, { take, refuse }));
  }

  private serve(orgId: string, waiting: readonly Waiting[]): Promise<void> {
    return this.count(orgId, waiting.length).then(
      (last) => waiting.forEach(({ take }, index) => take(last - waiting.length + 1 + index)),
      (error: unknown) => waiting.forEach(({ refuse }) => refuse(error)),
    );
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
