import { newId } from '@throughline/kernel';
import type { Tx } from '@throughline/platform';
import { type ConfigSnapshot, EMPTY_CONFIG } from './config-diff.js';

export interface Slot {
  serviceId: string;
  environmentId: string;
}

export interface ConfigRow {
  id: string;
  version: number;
  variables: Record<string, string>;
  created_at: Date;
}

export interface SecretRow {
  id: string;
  name: string;
  sealed: string;
  set_at: Date;
}

/** The newest version of a slot's configuration; undefined before the first. */
export async function latestConfig(tx: Tx, slot: Slot): Promise<ConfigRow | undefined> {
  const [row] = await tx.query<ConfigRow>(
    `SELECT id, version, variables, created_at FROM config_version
      WHERE service_id = $1 AND environment_id = $2 ORDER BY version DESC LIMIT 1`,
    [slot.serviceId, slot.environmentId],
  );
  return row;
}

/** The secrets that a version names, by name. */
export function secretsOf(tx: Tx, configVersionId: string): Promise<SecretRow[]> {
  return tx.query<SecretRow>(
    `SELECT s.id, s.name, s.sealed, s.set_at FROM config_version_secret v JOIN config_secret s ON s.id = v.secret_id
      WHERE v.config_version_id = $1 ORDER BY s.name`,
    [configVersionId],
  );
}

/** A version as it is compared; the empty one for null. */
export async function configSnapshot(tx: Tx, configVersionId: string | null): Promise<ConfigSnapshot> {
  if (configVersionId === null) return EMPTY_CONFIG;
  const rows = await tx.query<Pick<ConfigRow, 'variables'>>('SELECT variables FROM config_version WHERE id = $1', [
    configVersionId,
  ]);
  const secrets = await secretsOf(tx, configVersionId);
  return {
    variables: rows[0]?.variables ?? {},
    secrets: Object.fromEntries(secrets.map((secret) => [secret.name, secret.id])),
  };
}

export async function insertSecret(
  tx: Tx,
  slot: Slot,
  secret: Pick<SecretRow, 'id' | 'name' | 'sealed'>,
): Promise<void> {
  await tx.query(
    `INSERT INTO config_secret (id, org_id, service_id, environment_id, name, sealed) VALUES ($1, $2, $3, $4, $5, $6)`,
    [secret.id, tx.orgId, slot.serviceId, slot.environmentId, secret.name, secret.sealed],
  );
}

/** Adds the version `version`; two that race for it meet at the unique key. */
export async function insertConfig(tx: Tx, slot: Slot, version: number, config: ConfigSnapshot): Promise<ConfigRow> {
  const [row] = await tx.query<ConfigRow>(
    `INSERT INTO config_version (id, org_id, service_id, environment_id, version, variables)
     VALUES ($1, $2, $3, $4, $5, $6) RETURNING id, version, variables, created_at`,
    [newId(), tx.orgId, slot.serviceId, slot.environmentId, version, JSON.stringify(config.variables)],
  );
  if (!row) throw new Error('an insert returned no row');
  await tx.query(
    `INSERT INTO config_version_secret (org_id, config_version_id, secret_id) SELECT $1, $2, unnest($3::uuid[])`,
    [tx.orgId, row.id, Object.values(config.secrets)],
  );
  return row;
}
