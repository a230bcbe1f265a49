import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import type { MailKind } from './mail-content.js';
import { type MailState, mailMachine, type MailTrigger } from './mail.machine.js';

export interface MailRow {
  id: string;
  kind: MailKind;
  recipient: string;
  subject: string;
  body_sealed: string;
  state: MailState;
  reason: string | null;
  attempts: number;
  created_at: Date;
  sent_at: Date | null;
}

export type NewMail = Pick<MailRow, 'id' | 'kind' | 'recipient' | 'subject' | 'body_sealed' | 'state' | 'reason'>;

export interface Settlement {
  trigger: MailTrigger;
  reason: string | null;
  /** Until the next try, where there is one. */
  waitMs: number;
}

const COLUMNS = 'id, kind, recipient, subject, body_sealed, state, reason, attempts, created_at, sent_at';

/** Mails are for a SystemTx, or go along with a command in an organization's. */
@Injectable()
export class MailRepository {
  /** Adds a mail, and clears away a few that are older than 30 days. */
  async insert(tx: Tx, mail: NewMail): Promise<void> {
    await tx.query(
      `INSERT INTO mail_message (id, kind, recipient, subject, body_sealed, state, reason)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [mail.id, mail.kind, mail.recipient, mail.subject, mail.body_sealed, mail.state, mail.reason],
    );
    await tx.query(
      `DELETE FROM mail_message WHERE id IN (
         SELECT id FROM mail_message WHERE created_at < clock_timestamp() - interval '30 days' AND state <> 'queued'
         ORDER BY created_at LIMIT 100 FOR UPDATE SKIP LOCKED)`,
    );
  }

  /** How many mails of the kind were meant to reach the address within the last hour. */
  async countOfLastHour(tx: Tx, recipient: string, kind: MailKind): Promise<number> {
    const rows = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM mail_message WHERE recipient = $1 AND kind = $2 AND state <> 'withheld'
          AND created_at > clock_timestamp() - interval '1 hour'`,
      [recipient, kind],
    );
    return rows[0]?.count ?? 0;
  }

  /**
   * Takes the mail that is due longest, for two minutes; a sender that dies meanwhile leaves it to the next one.
   * Undefined when nothing is due.
   */
  async claim(tx: Tx): Promise<MailRow | undefined> {
    const rows = await tx.query<MailRow>(
      `UPDATE mail_message SET attempts = attempts + 1, next_attempt_at = clock_timestamp() + interval '2 minutes'
        WHERE id = (SELECT id FROM mail_message WHERE state = 'queued' AND next_attempt_at <= clock_timestamp()
                     ORDER BY next_attempt_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING ${COLUMNS}`,
    );
    return rows[0];
  }

  /** False when somebody else has taken the mail since: then theirs is the outcome that counts. */
  async settle(tx: Tx, mail: MailRow, { trigger, reason, waitMs }: Settlement): Promise<boolean> {
    const step = mailMachine.next(mail.state, trigger);
    if (!step.ok) return false;
    const rows = await tx.query(
      `UPDATE mail_message SET state = $3, reason = $4, sent_at = CASE WHEN $3 = 'sent' THEN clock_timestamp() END,
              next_attempt_at = clock_timestamp() + $5 * interval '1 millisecond'
        WHERE id = $1 AND state = 'queued' AND attempts = $2 RETURNING id`,
      [mail.id, mail.attempts, step.to, reason, waitMs],
    );
    return rows.length === 1;
  }

  /** Newest first; one more than asked for. */
  list(tx: Tx, limit: number, before: string | undefined): Promise<MailRow[]> {
    return tx.query<MailRow>(
      `SELECT ${COLUMNS} FROM mail_message WHERE $1::uuid IS NULL OR id < $1 ORDER BY id DESC LIMIT $2`,
      [before ?? null, limit + 1],
    );
  }

  async find(tx: Tx, id: string): Promise<MailRow | undefined> {
    return (await tx.query<MailRow>(`SELECT ${COLUMNS} FROM mail_message WHERE id = $1`, [id]))[0];
  }
}
