import type { MigrationInterface, QueryRunner } from 'typeorm';
import { RESTATE } from './table-policies.js';

/** The policies of tables that were made when each row asked whose it is: a statement asks once. */
export class PlatformPolicies1795200000170 implements MigrationInterface {
  name = 'PlatformPolicies1795200000170';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(RESTATE);
  }

  // The rule is the same in either wording.
  async down(): Promise<void> {}
}
