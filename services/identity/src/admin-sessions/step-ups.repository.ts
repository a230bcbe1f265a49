import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';

/** How long a step-up holds. */
export const STEP_UP_SECONDS = 600;

/** Step-ups: of one session each, which they end with. */
@Injectable()
export class StepUpsRepository {
  async until(tx: Tx, sessionId: string): Promise<Date | undefined> {
    const rows = await tx.query<{ until: Date }>(
      `SELECT stepped_up_until AS until FROM admin_session WHERE session_id = $1 AND stepped_up_until > clock_timestamp()`,
      [sessionId],
    );
    return rows[0]?.until;
  }

  async begin(tx: Tx, sessionId: string, userId: string): Promise<Date> {
    const rows = await tx.query<{ until: Date }>(
      `INSERT INTO admin_session (session_id, user_id, stepped_up_until)
       VALUES ($1, $2, clock_timestamp() + $3 * interval '1 second')
       ON CONFLICT (session_id) DO UPDATE SET stepped_up_until = excluded.stepped_up_until
       RETURNING stepped_up_until AS until`,
      [sessionId, userId, STEP_UP_SECONDS],
    );
    const row = rows[0];
    if (!row) throw new Error('a step-up was not kept');
    return row.until;
  }

  async end(tx: Tx, sessionId: string): Promise<void> {
    await tx.query('DELETE FROM admin_session WHERE session_id = $1', [sessionId]);
  }
}
