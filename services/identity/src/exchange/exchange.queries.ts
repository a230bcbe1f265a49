import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';

export interface LivePerson {
  id: string;
  full_name: string;
  auth_epoch: number;
}

/** What an exchange has to know, looked up before the organization is known: each takes a SystemTx. */
@Injectable()
export class ExchangeQueries {
  /** The person of a session that is not over; nobody, once their account is disabled. */
  async personOf(tx: Tx, session: { userId: string; sessionId: string }): Promise<LivePerson | undefined> {
    const rows = await tx.query<LivePerson>(
      `SELECT u.id, u.full_name, u.auth_epoch FROM session s JOIN user_account u ON u.id = s.user_id
        WHERE s.id = $1 AND s.user_id = $2 AND s.revoked_at IS NULL AND s.expires_at > clock_timestamp()
          AND u.disabled_at IS NULL`,
      [session.sessionId, session.userId],
    );
    return rows[0];
  }
}
