import { Injectable } from '@nestjs/common';
import { OrgTx, type Principal, type Tx } from '@throughline/platform';
import { GrantsRepository } from '../grants/grants.repository.js';
import { ActingMembers } from '../members/acting-members.js';
import { ROLE_PRESETS, type RolePreset } from './role-presets.js';
import { rolePermissions } from './role-rules.js';
import { roleView } from './role-view.js';
import type { RoleListResponse, RolePresetListResponse, RolePresetResponse } from './roles.dto.js';
import { refuse } from './roles.errors.js';
import { type CustomRole, RolesRepository } from './roles.repository.js';
import { RolesService } from './roles.service.js';

/** The vocabularies of the systems before this one. */
@Injectable()
export class RolePresetsService {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly acting: ActingMembers,
    private readonly roles: RolesRepository,
    private readonly service: RolesService,
    private readonly grants: GrantsRepository,
  ) {}

  list(orgId: string): Promise<RolePresetListResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      const keys = await this.keys(tx);
      return { items: ROLE_PRESETS.map((preset) => presetView(preset, keys)) };
    });
  }

  /** Makes the roles of the preset that are not there yet, and grants them what they have in dev environments. */
  add(orgId: string, principal: Principal, presetKey: string): Promise<RoleListResponse> {
    return this.acting.run(orgId, principal, 'roles.manage', async (tx, actor) => {
      const keys = await this.keys(tx);
      const preset = ROLE_PRESETS.find((one) => one.key === presetKey);
      const missing = preset?.roles.filter((role) => !keys.has(role.key)) ?? [];
      if (missing.length === 0) throw refuse('preset_added');
      const made: CustomRole[] = [];
      for (const { allowInDev = [], ...role } of missing) {
        const added = await this.service.add(tx, actor, { ...role, permissions: rolePermissions(role.permissions) });
        if (allowInDev.length > 0)
          await this.grants.allowInClass(tx, { class: 'dev', roleId: added.id, allow: allowInDev });
        made.push(added);
      }
      return { items: made.map((role) => roleView(role)) };
    });
  }

  private async keys(tx: Tx): Promise<Set<string>> {
    return new Set((await this.roles.list(tx)).map((role) => role.key));
  }
}

function presetView(
  { key, title, description, sameAs, roles }: RolePreset,
  keys: ReadonlySet<string>,
): RolePresetResponse {
  const shown = roles.map((role) => ({
    ...{ key: role.key, name: role.name, description: role.description, basedOn: role.basedOn },
    permissions: rolePermissions(role.permissions),
    isAdded: keys.has(role.key),
  }));
  return { key, title, description, sameAs: [...sameAs], roles: shown };
}
