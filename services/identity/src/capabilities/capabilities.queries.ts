import { Injectable } from '@nestjs/common';
import { type MemberPermission, ROLE_PERMISSIONS } from '@throughline/contracts';
import { OrgTx, type Principal, type Tx } from '@throughline/platform';
import { Entitlements } from '../entitlements/entitlements.js';
import { GrantsRepository } from '../grants/grants.repository.js';
import { roleOf } from '../organizations/organizations.service.js';
import { builtInRole } from '../roles/held-role.js';
import type { CapabilitiesResponse, GrantersResponse } from './capabilities.dto.js';
import { capabilitiesOf, environmentCapabilities, grantersOf } from './capability.js';

const PEOPLE_SHOWN = 5;

interface Granter {
  name: string;
  rank: 'owner' | 'admin';
}

/** What the caller may do here, and where not, why and who can grant it. */
@Injectable()
export class CapabilitiesQueries {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly grants: GrantsRepository,
    private readonly entitlements: Entitlements,
  ) {}

  of(orgId: string, principal: Principal): Promise<CapabilitiesResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      const people = await granters(tx);
      const environments = await this.grants.environments(tx);
      const nameOf = (id: string): string => environments.find((one) => one.id === id)?.name ?? id;
      return {
        role: roleOf(principal),
        permissions: [...principal.permissions],
        items: capabilitiesOf(principal, await this.entitlements.limits(tx)).map((one) => ({
          ...one,
          grantedBy: whoGrants(one.permission, people),
        })),
        environments: environmentCapabilities(principal).map((one) => ({ ...one, name: nameOf(one.environmentId) })),
      };
    });
  }
}

/** Owners first, then admins, the longest-standing first; a few of each. */
function granters(tx: Tx): Promise<Granter[]> {
  return tx.query<Granter>(
    `SELECT name, rank FROM (
       SELECT u.full_name AS name, m.role AS rank, m.id, row_number() OVER (PARTITION BY m.role ORDER BY m.id) AS place
         FROM membership m JOIN user_account u ON u.id = m.user_id
        WHERE m.org_id = $1 AND m.role_id IS NULL AND m.role IN ('owner', 'admin')) AS strong
      WHERE place <= $2 ORDER BY rank DESC, id`,
    [tx.orgId, PEOPLE_SHOWN],
  );
}

function whoGrants(permission: MemberPermission, people: readonly Granter[]): GrantersResponse {
  const ranks = grantersOf(permission, (rank) => ROLE_PERMISSIONS[rank]);
  const able = people.filter(({ rank }) => ranks.includes(rank)).map(({ name }) => name);
  return { roles: ranks.map((rank) => builtInRole(rank).name), people: able.slice(0, PEOPLE_SHOWN) };
}
