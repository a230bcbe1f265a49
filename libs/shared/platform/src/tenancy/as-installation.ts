import { INSTALLATION_ID } from '@throughline/contracts';
import type { Tx } from '../database/tx.js';

/**
 * Runs `work` in the same transaction with the installation's rows in sight instead of the organization's: for events
 * that have to outlive the organization. What appends an event names `INSTALLATION_ID` as its organization.
 */
export async function asInstallation<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await see(tx, INSTALLATION_ID);
  const result = await work();
  await see(tx, tx.orgId ?? '');
  return result;
}

async function see(tx: Tx, orgId: string): Promise<void> {
  await tx.query(`SELECT set_config('app.org_id', $1, true)`, [orgId]);
}
