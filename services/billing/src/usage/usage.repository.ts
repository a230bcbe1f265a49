import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import type { CountedSubject } from './counted-subject.entity.js';
import { monthOf } from './usage-month.js';

type Sighting = Omit<CountedSubject, 'orgId'>;

@Injectable()
export class UsageRepository {
  /** Notes whether something counts. Events may come in any order: the newest version wins. */
  async note(tx: Tx, orgId: string, { kind, subjectId, counts, version }: Sighting): Promise<void> {
    await tx.query(
      `INSERT INTO counted_subject AS s (org_id, kind, subject_id, counts, version) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (org_id, kind, subject_id) DO UPDATE SET counts = excluded.counts, version = excluded.version
       WHERE excluded.version > s.version`,
      [orgId, kind, subjectId, counts, version],
    );
  }

  /** Adds one execution to its month. The inbox sees to it that each is added once. */
  async addExecution(tx: Tx, orgId: string, startedAt: Date): Promise<void> {
    await tx.query(
      `INSERT INTO monthly_usage AS u (org_id, feature, month, used) VALUES ($1, 'executions_per_month', $2, 1)
       ON CONFLICT (org_id, feature, month) DO UPDATE SET used = u.used + 1`,
      [orgId, monthOf(startedAt)],
    );
  }
}
