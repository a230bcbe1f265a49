import type { MigrationInterface, QueryRunner } from 'typeorm';

const MEMBERSHIP = 'FOREIGN KEY (org_id, role_id, role) REFERENCES role (org_id, id, based_on)';

/** Service accounts hold roles that an organization made, and what such a role ranks as may change under who holds it. */
export class WidenRoles1795200000061 implements MigrationInterface {
  name = 'WidenRoles1795200000061';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE membership DROP CONSTRAINT membership_custom_role,
         ADD CONSTRAINT membership_custom_role ${MEMBERSHIP} ON UPDATE CASCADE`,
    );
    await runner.query(
      `ALTER TABLE service_account ADD COLUMN role_id uuid, ADD CONSTRAINT service_account_custom_role
         FOREIGN KEY (org_id, role_id, role) REFERENCES role (org_id, id, based_on) ON UPDATE CASCADE`,
    );
    await runner.query(
      'CREATE INDEX service_account_by_role ON service_account (org_id, role_id) WHERE role_id IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE service_account DROP COLUMN role_id');
    await runner.query(
      `ALTER TABLE membership DROP CONSTRAINT membership_custom_role,
         ADD CONSTRAINT membership_custom_role ${MEMBERSHIP}`,
    );
  }
}
