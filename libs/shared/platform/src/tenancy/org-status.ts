import { Injectable } from '@nestjs/common';
import type { EventData, identityOrgChangedV1, OrgStatus } from '@throughline/contracts';
import { AppError } from '@throughline/kernel';
import type { Tx } from '../database/tx.js';

/** SQL that is true of a row of `alias` whose organization may act: for loops that claim work across organizations. */
export const mayAct = (alias: string): string =>
  `NOT EXISTS (SELECT FROM org_status halted WHERE halted.org_id = ${alias}.org_id AND halted.status <> 'active')`;

export const SUSPENDED_MESSAGE =
  'This organization is suspended or about to be deleted: nothing in it can be changed. ' +
  'Ask an owner of the organization or the people who run this installation.';

/** 403 for a change in an organization in which nothing may change. */
export function organizationSuspended(): AppError {
  return new AppError('organization_suspended', 'forbidden', SUSPENDED_MESSAGE);
}

/** What this service knows of the standing of organizations, as identity last said. */
@Injectable()
export class OrgStatuses {
  /** Events come in any order; the newest version stays. */
  async put(tx: Tx, state: EventData<typeof identityOrgChangedV1>, version: number): Promise<void> {
    await tx.query(
      `INSERT INTO org_status AS s (org_id, slug, name, parent_org_id, status, version) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (org_id) DO UPDATE SET slug = excluded.slug, name = excluded.name, status = excluded.status,
         parent_org_id = excluded.parent_org_id, version = excluded.version WHERE s.version < excluded.version`,
      [tx.orgId, state.slug, state.name, state.parentOrgId, state.status, version],
    );
  }

  /** Of the transaction's organization; `active` when identity has said nothing else. */
  async of(tx: Tx): Promise<OrgStatus> {
    const rows = await tx.query<{ status: OrgStatus }>('SELECT status FROM org_status WHERE org_id = $1', [tx.orgId]);
    return rows[0]?.status ?? 'active';
  }

  /** Whether work may be begun in the transaction's organization. */
  async mayAct(tx: Tx): Promise<boolean> {
    return (await this.of(tx)) === 'active';
  }
}
