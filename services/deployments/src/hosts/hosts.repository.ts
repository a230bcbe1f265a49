import { newId } from '@throughline/kernel';
import type { Tx } from '@throughline/platform';
import { notFound } from '../organizations/not-found.js';
import type { HostHealth, HostKind } from './hosts.dto.js';

export interface HostRow {
  id: string;
  org_id: string;
  environment_id: string;
  name: string;
  kind: HostKind;
  health: HostHealth;
  last_checked_at: Date | null;
  created_at: Date;
}

const COLUMNS = 'id, org_id, environment_id, name, kind, health, last_checked_at, created_at';

/** Undefined when the environment has a host of this name. */
export async function insertHost(
  tx: Tx,
  host: Pick<HostRow, 'environment_id' | 'name' | 'kind'>,
): Promise<HostRow | undefined> {
  const [row] = await tx.query<HostRow>(
    `INSERT INTO host (id, org_id, environment_id, name, kind) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT ON CONSTRAINT host_name_key DO NOTHING RETURNING ${COLUMNS}`,
    [newId(), tx.orgId, host.environment_id, host.name, host.kind],
  );
  return row;
}

/** Rejects with `not_found`. */
export async function requireHost(tx: Tx, id: string): Promise<HostRow> {
  const [row] = await tx.query<HostRow>(`SELECT ${COLUMNS} FROM host WHERE id = $1`, [id]);
  if (!row) throw notFound();
  return row;
}

/** Oldest first; `limit` + 1 rows after the id of the cursor. */
export function listHostRows(tx: Tx, limit: number, after: string | undefined): Promise<HostRow[]> {
  return tx.query<HostRow>(`SELECT ${COLUMNS} FROM host WHERE ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $1`, [
    limit + 1,
    after ?? null,
  ]);
}

export function hostsOfEnvironment(tx: Tx, environmentId: string): Promise<HostRow[]> {
  return tx.query<HostRow>(`SELECT ${COLUMNS} FROM host WHERE environment_id = $1 ORDER BY id`, [environmentId]);
}

/** Claims the hosts whose look is due, for `seconds`: no other replica looks at them meanwhile. Needs a SystemTx. */
export function claimDueHosts(tx: Tx, limit: number, seconds: number): Promise<HostRow[]> {
  return tx.query<HostRow>(
    `UPDATE host SET next_check_at = clock_timestamp() + make_interval(secs => $2)
      WHERE id IN (SELECT id FROM host WHERE next_check_at <= clock_timestamp() ORDER BY next_check_at LIMIT $1
                   FOR UPDATE SKIP LOCKED)
      RETURNING ${COLUMNS}`,
    [limit, seconds],
  );
}

/** Makes every host due: what ran when this worker was last here may not run any more. Needs a SystemTx. */
export async function makeHostsDue(tx: Tx): Promise<void> {
  await tx.query('UPDATE host SET next_check_at = clock_timestamp() WHERE next_check_at > clock_timestamp()');
}

/** Notes what a look found; resolves to whether the health changed. */
export async function noteHealth(tx: Tx, id: string, health: HostHealth): Promise<boolean> {
  const rows = await tx.query<{ changed: boolean }>(
    `UPDATE host h SET health = $2, last_checked_at = clock_timestamp()
       FROM (SELECT id, health FROM host WHERE id = $1) old WHERE h.id = old.id RETURNING old.health <> $2 AS changed`,
    [id, health],
  );
  return rows[0]?.changed === true;
}
