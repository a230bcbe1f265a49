import type { MigrationInterface, QueryRunner } from 'typeorm';
import { globalTable, systemTable, tenantTable } from '../database/table-policies.js';

const TABLES = [
  `CREATE TABLE org_status (
     org_id uuid PRIMARY KEY, slug text NOT NULL, name text NOT NULL, parent_org_id uuid, version int NOT NULL,
     status text NOT NULL CHECK (status IN ('active', 'suspended', 'pending_deletion', 'purging', 'purged')))`,
  // What is due to be deleted, how far it is, and afterwards the tombstone that keeps late events out. It is the
  // installation's and outlives the organization, hence no column org_id.
  `CREATE TABLE org_purge (
     organization_id uuid PRIMARY KEY, requested_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     not_before timestamptz NOT NULL, rows bigint NOT NULL DEFAULT 0, finished_at timestamptz)`,
  `CREATE INDEX org_purge_open ON org_purge (not_before) WHERE finished_at IS NULL`,
  `CREATE TABLE impersonation_view (
     org_id uuid NOT NULL, session_id uuid NOT NULL, route text NOT NULL,
     seen_at timestamptz NOT NULL DEFAULT clock_timestamp(), PRIMARY KEY (org_id, session_id, route))`,
];

/** True inside `purge_organization_rows` alone: for append-only tables, whose triggers ask it. */
const IS_PURGING = `CREATE FUNCTION is_purging(doomed uuid) RETURNS boolean LANGUAGE sql STABLE AS $body$
  SELECT current_user = (SELECT pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname = current_schema())
     AND EXISTS (SELECT FROM org_purge WHERE organization_id = doomed AND finished_at IS NULL) $body$`;

/**
 * Deletes up to `at_most` rows (all, when null) of one table that are of a doomed organization. SECURITY DEFINER: the
 * schema's owner lends the service's role the right to delete from append-only tables for exactly this. Row-level
 * security holds inside too: only rows of the organization of the transaction are seen.
 */
const PURGE = `DO $do$ BEGIN EXECUTE format($create$
  CREATE FUNCTION purge_organization_rows(relation text, doomed uuid, at_most int) RETURNS int
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = %1$I, pg_temp AS $body$
  DECLARE gone int;
  BEGIN
    IF NOT is_purging(doomed) THEN RAISE EXCEPTION 'no purge of this organization was requested'; END IF;
    EXECUTE format('DELETE FROM %%1$I WHERE org_id = $1 AND ctid = ANY (ARRAY(
      SELECT ctid FROM %%1$I WHERE org_id = $1 LIMIT $2))', relation) USING doomed, at_most;
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
  END $body$ $create$, current_schema()); END $do$`;

const GRANT = [
  `REVOKE ALL ON FUNCTION purge_organization_rows(text, uuid, int) FROM PUBLIC`,
  `DO $do$ BEGIN
     EXECUTE format('GRANT EXECUTE ON FUNCTION purge_organization_rows(text, uuid, int) TO %I', 'svc_' || current_schema());
   EXCEPTION WHEN undefined_object THEN NULL; END $do$`,
];

/** What every service knows of an organization's standing, and how it forgets one. */
export class TenancyTables1700000000004 implements MigrationInterface {
  name = 'TenancyTables1700000000004';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of TABLES) await runner.query(sql);
    // Loops that claim work across organizations leave out those that are suspended.
    for (const sql of systemTable('org_status')) await runner.query(sql);
    for (const sql of globalTable('org_purge')) await runner.query(sql);
    for (const sql of tenantTable('impersonation_view')) await runner.query(sql);
    for (const sql of [IS_PURGING, PURGE, ...GRANT]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION purge_organization_rows(text, uuid, int)');
    await runner.query('DROP FUNCTION is_purging(uuid)');
    await runner.query('DROP TABLE impersonation_view, org_purge, org_status');
  }
}
