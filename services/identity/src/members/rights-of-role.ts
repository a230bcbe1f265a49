import type { EnvironmentGrant } from '@throughline/contracts';
import type { Tx } from '@throughline/platform';
import { environmentGrantsOf, type Restriction, type SubjectGrant } from '../grants/environment-authority.js';
import type { HeldRole } from '../roles/held-role.js';

/** What may be done: everywhere in the organization, and how single environments differ. */
export interface Rights {
  permissions: readonly string[];
  environmentGrants: Readonly<Record<string, EnvironmentGrant>>;
}

const OF_ROLE = `SELECT
    (SELECT jsonb_agg(jsonb_build_object('environmentId', e.environment_id, 'permission', e.permission))
       FROM environment_restriction e WHERE e.org_id = $1) AS restrictions,
    (SELECT jsonb_agg(jsonb_build_object('environmentId', g.environment_id, 'allow', g.allow, 'deny', g.deny))
       FROM environment_grant g WHERE g.org_id = $1 AND (g.role_id = $3::uuid OR ($3::uuid IS NULL AND g.built_in_role = $2)))
      AS grants`;

/** What a service account with the role may do in its organization, environments included. Takes any transaction. */
export async function rightsOfRole(tx: Tx, orgId: string, { id, rank, permissions }: HeldRole): Promise<Rights> {
  const [row] = await tx.query<{ restrictions: Restriction[] | null; grants: SubjectGrant[] | null }>(OF_ROLE, [
    orgId,
    rank,
    id,
  ]);
  const sources = { restrictions: row?.restrictions ?? [], grants: row?.grants ?? [] };
  return { permissions, environmentGrants: environmentGrantsOf({ rank, permissions, ...sources }) };
}
