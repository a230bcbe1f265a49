import type { MigrationInterface, QueryRunner } from 'typeorm';

const READ_BY_CONSOLE = ['organization', 'membership', 'organization_standing', 'entitlement_snapshot', 'audit_entry'];

/** Refuses to read unless this very transaction has written down that it does. */
const DEMAND_FACT = `CREATE FUNCTION demand_platform_fact(fact uuid) RETURNS void LANGUAGE plpgsql AS $body$
  BEGIN
    IF NOT EXISTS (SELECT FROM platform_audit WHERE id = fact AND recorded_in = pg_current_xact_id()) THEN
      RAISE EXCEPTION 'a reading across organizations has to be written down first';
    END IF;
  END $body$`;

const COLUMNS = `id uuid, slug text, name text, created_at timestamptz, status text, plan_key text, members bigint,
  last_activity_at timestamptz`;

const SELECTED = `o.id, o.slug, o.name, o.created_at, coalesce(s.status, 'active'), e.plan_key,
      (SELECT count(*) FROM membership m WHERE m.org_id = o.id),
      (SELECT a.occurred_at FROM audit_entry a WHERE a.org_id = o.id ORDER BY a.occurred_at DESC, a.id DESC LIMIT 1)
    FROM organization o LEFT JOIN organization_standing s ON s.org_id = o.id
      LEFT JOIN entitlement_snapshot e ON e.org_id = o.id`;

/** SECURITY DEFINER, with a scope, as long as it reads, that the policies below let the schema's owner read by, and nobody else. */
const asConsole = (signature: string, returns: string, body: string): string => `DO $do$ BEGIN EXECUTE format($create$
  CREATE FUNCTION ${signature} RETURNS TABLE (${returns}) LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = %1$I, pg_temp AS $body$
  #variable_conflict use_column
  DECLARE before_scope text := coalesce(current_setting('app.scope', true), '');
  BEGIN
    PERFORM demand_platform_fact(fact);
    PERFORM set_config('app.scope', 'console', true);
    RETURN QUERY ${body};
    PERFORM set_config('app.scope', before_scope, true);
  END $body$ $create$, current_schema()); END $do$`;

const FUNCTIONS: Record<string, string> = {
  'console_organizations(uuid, text, text, uuid, int)': asConsole(
    'console_organizations(fact uuid, search text, wanted text, before uuid, at_most int)',
    COLUMNS,
    `SELECT ${SELECTED}
      WHERE (search IS NULL OR position(lower(search) IN lower(o.name)) > 0 OR position(lower(search) IN o.slug) > 0)
        AND (wanted IS NULL OR coalesce(s.status, 'active') = wanted) AND (before IS NULL OR o.id < before)
      ORDER BY o.id DESC LIMIT at_most`,
  ),
  'console_organization(uuid, uuid)': asConsole(
    'console_organization(fact uuid, wanted uuid)',
    COLUMNS,
    `SELECT ${SELECTED} WHERE o.id = wanted`,
  ),
  'console_members(uuid, uuid)': asConsole(
    'console_members(fact uuid, wanted uuid)',
    'user_id uuid, email text, full_name text, role text, is_platform_admin boolean',
    `SELECT u.id, u.email, u.full_name, m.role, p.user_id IS NOT NULL
       FROM membership m JOIN user_account u ON u.id = m.user_id LEFT JOIN platform_admin p ON p.user_id = u.id
      WHERE m.org_id = wanted ORDER BY u.full_name, u.id LIMIT 500`,
  ),
};

/**
 * How the console reads across organizations: through functions that only read, demand a fact in the platform's log,
 * and see what row-level security lets the schema's owner see in the scope `console`. No role bypasses anything.
 */
export class OpenConsoleReads1795200000042 implements MigrationInterface {
  name = 'OpenConsoleReads1795200000042';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(DEMAND_FACT);
    for (const table of READ_BY_CONSOLE) {
      await runner.query(
        `CREATE POLICY console_reads ON ${table} FOR SELECT TO CURRENT_USER
           USING ((SELECT current_setting('app.scope', true)) = 'console')`,
      );
    }
    for (const [signature, sql] of Object.entries(FUNCTIONS)) {
      await runner.query(sql);
      await runner.query(`REVOKE ALL ON FUNCTION ${signature} FROM PUBLIC`);
      await runner.query(`DO $do$ BEGIN GRANT EXECUTE ON FUNCTION ${signature} TO svc_identity;
        EXCEPTION WHEN undefined_object THEN NULL; END $do$`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const signature of Object.keys(FUNCTIONS)) await runner.query(`DROP FUNCTION ${signature}`);
    for (const table of READ_BY_CONSOLE) await runner.query(`DROP POLICY console_reads ON ${table}`);
    await runner.query('DROP FUNCTION demand_platform_fact(uuid)');
  }
}
