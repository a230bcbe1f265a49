import { Injectable } from '@nestjs/common';
import { OrgTx, type Tx } from '@throughline/platform';
import type { HeldRole } from '../roles/held-role.js';
import { RolesRepository } from '../roles/roles.repository.js';
import type { EnvironmentGrantsListResponse, EnvironmentGrantsResponse } from './grants.dto.js';
import { type GrantRow, GrantsRepository, type KnownEnvironment } from './grants.repository.js';
import { whoMayIn } from './who-may.js';

/** The matrix of environments, permissions and who has them. */
@Injectable()
export class GrantsQueries {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly grants: GrantsRepository,
    private readonly roles: RolesRepository,
  ) {}

  list(orgId: string): Promise<EnvironmentGrantsListResponse> {
    return this.orgTx.run(orgId, async (tx) => ({ items: await this.views(tx, await this.grants.environments(tx)) }));
  }

  async view(tx: Tx, environment: KnownEnvironment): Promise<EnvironmentGrantsResponse> {
    const [view] = await this.views(tx, [environment]);
    if (!view) throw new Error('a view for each environment');
    return view;
  }

  private async views(tx: Tx, environments: KnownEnvironment[]): Promise<EnvironmentGrantsResponse[]> {
    const only = environments.length === 1 ? (environments[0]?.id ?? null) : null;
    const [restrictions, grants] = [await this.grants.restrictions(tx, only), await this.grants.grants(tx, only)];
    const roles = await this.roles.all(tx);
    return environments.map((environment) => {
      const here = restrictions.filter((one) => one.environment_id === environment.id);
      const rows = grants.filter((one) => one.environment_id === environment.id);
      return viewOf(
        environment,
        here.map((one) => one.permission),
        { rows, roles },
      );
    });
  }
}

function viewOf(
  { id: environmentId, slug, name, class: kind }: KnownEnvironment,
  restricted: string[],
  { rows, roles }: { rows: GrantRow[]; roles: HeldRole[] },
): EnvironmentGrantsResponse {
  const roleGrants = rows.flatMap(({ role_key, allow, deny }) =>
    role_key === null ? [] : [{ roleKey: role_key, allow, deny }],
  );
  const memberGrants = rows.flatMap(({ user_id, user_name, subject_role_key, allow, deny }) =>
    user_id === null
      ? []
      : [{ member: { userId: user_id, name: user_name ?? '', roleKey: subject_role_key }, allow, deny }],
  );
  return {
    ...{ environmentId, slug, name, class: kind, restricted },
    grants: rows.map(({ role_key: role, user_id: userId, user_name: userName, allow, deny }) => {
      return { role, userId, userName, allow, deny };
    }),
    who: whoMayIn({ environmentId, restricted, roleGrants, memberGrants }, roles),
  };
}
