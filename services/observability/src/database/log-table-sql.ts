// Sub-selects, so that a setting is read once for a statement and not once for each of its thousands of rows.
const CURRENT_ORG = `(SELECT NULLIF(current_setting('app.org_id', true), '')::uuid)`;
const IS_SYSTEM = `(SELECT current_setting('app.scope', true)) = 'system'`;

/**
 * Statements that close the log table or one of its partitions. Not the platform's tenantTable, because a group commit
 * holds lines of several organizations: the system scope may insert and read nothing; an organization reads its own
 * lines and may correct their deployment stamp; nobody deletes, old days are dropped as whole partitions.
 */
export function logPolicies(table: string): string[] {
  return [
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
    `CREATE POLICY writer ON ${table} FOR INSERT WITH CHECK (${IS_SYSTEM})`,
    `CREATE POLICY tenant_reads ON ${table} FOR SELECT USING (org_id = ${CURRENT_ORG})`,
    `CREATE POLICY tenant_restamps ON ${table} FOR UPDATE USING (org_id = ${CURRENT_ORG}) WITH CHECK (org_id = ${CURRENT_ORG})`,
  ];
}

export const CREATE_LOG_ENTRY = `CREATE TABLE log_entry (
  org_id uuid NOT NULL, service_id uuid NOT NULL, environment_id uuid NOT NULL, deployment_id uuid,
  at timestamptz NOT NULL, seq bigint NOT NULL, level smallint NOT NULL CHECK (level BETWEEN 1 AND 5),
  message text NOT NULL, meta jsonb, trace_id text, span_id text, request_id text
) PARTITION BY RANGE (at)`;

/**
 * Makes the partition of one day (UTC) unless it is there; true when it made one. SECURITY DEFINER: the service's role
 * owns nothing and may not create tables, so the schema's owner lends it exactly this. ATTACH and not PARTITION OF,
 * because the latter locks the whole table against readers and writers.
 */
export const CREATE_PARTITION_FUNCTION = `CREATE FUNCTION ensure_log_partition(day date) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = observability, pg_temp AS $body$
DECLARE part text := 'log_entry_' || to_char(day, 'YYYYMMDD');
BEGIN
  IF day IS NULL OR day NOT BETWEEN current_date - 32 AND current_date + 32 THEN
    RAISE EXCEPTION 'no partition is made for %', day;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('log_entry partitions'));
  IF to_regclass('observability.' || part) IS NOT NULL THEN RETURN false; END IF;
  EXECUTE format('CREATE TABLE %I (LIKE log_entry INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', part);
${logPolicies('PART')
  .map((sql) => `  EXECUTE format($sql$${sql.replace('PART', '%I')}$sql$, part);`)
  .join('\n')}
  EXECUTE format('ALTER TABLE log_entry ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', part,
    day::timestamp AT TIME ZONE 'UTC', (day + 1)::timestamp AT TIME ZONE 'UTC');
  RETURN true;
END $body$`;

/** The function is the service's alone; where its role does not exist, the schema's owner runs the service. */
export const GRANT_PARTITION_FUNCTION = [
  `REVOKE ALL ON FUNCTION ensure_log_partition(date) FROM PUBLIC`,
  `DO $$ BEGIN GRANT EXECUTE ON FUNCTION ensure_log_partition(date) TO svc_observability;
   EXCEPTION WHEN undefined_object THEN NULL; END $$`,
];
