import { globalTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  `CREATE TABLE mail_message (
     id uuid PRIMARY KEY, kind text NOT NULL, recipient text NOT NULL, subject text NOT NULL, body_sealed text NOT NULL,
     state text NOT NULL CHECK (state IN ('queued', 'sent', 'failed', 'withheld')), reason text,
     attempts int NOT NULL DEFAULT 0, next_attempt_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     created_at timestamptz NOT NULL DEFAULT clock_timestamp(), sent_at timestamptz,
     CHECK ((state = 'sent') = (sent_at IS NOT NULL)))`,
  `CREATE INDEX mail_message_due ON mail_message (next_attempt_at, id) WHERE state = 'queued'`,
  `CREATE INDEX mail_message_recent ON mail_message (recipient, kind, created_at)`,
  `CREATE INDEX mail_message_age ON mail_message (created_at)`,
];

/** Mail that is to be sent, or was. It goes to people and not to organizations: an address is written to before its
 *  owner is a member of any. */
export class CreateMail1795200000010 implements MigrationInterface {
  name = 'CreateMail1795200000010';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...STATEMENTS, ...globalTable('mail_message')]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE mail_message');
  }
}
