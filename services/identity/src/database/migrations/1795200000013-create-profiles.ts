import { globalTable } from '@throughline/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  `CREATE TABLE user_profile (
     user_id uuid PRIMARY KEY REFERENCES user_account (id) ON DELETE CASCADE, company text, title text, department text,
     phone text, time_zone text NOT NULL DEFAULT 'UTC',
     default_mode text NOT NULL DEFAULT 'monitor' CHECK (default_mode IN ('monitor', 'build', 'investigate', 'govern')),
     onboarding jsonb NOT NULL DEFAULT '{}', preferences jsonb NOT NULL DEFAULT '{}',
     updated_at timestamptz NOT NULL DEFAULT clock_timestamp())`,
  // The id is new with every picture: it is the picture's public address, which nobody guesses and caches never get wrong.
  `CREATE TABLE user_avatar (
     user_id uuid PRIMARY KEY REFERENCES user_account (id) ON DELETE CASCADE, id uuid NOT NULL UNIQUE,
     media_type text NOT NULL CHECK (media_type IN ('image/png', 'image/jpeg', 'image/webp')),
     content bytea NOT NULL CHECK (length(content) <= 262144),
     created_at timestamptz NOT NULL DEFAULT clock_timestamp())`,
];

/** What people say of themselves, and how they like the product. Nobody's but theirs. */
export class CreateProfiles1795200000013 implements MigrationInterface {
  name = 'CreateProfiles1795200000013';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of STATEMENTS) await runner.query(sql);
    for (const table of ['user_profile', 'user_avatar']) for (const sql of globalTable(table)) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE user_avatar, user_profile');
  }
}
