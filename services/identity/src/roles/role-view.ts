import { BUILT_IN_ROLES, type HeldRole } from './held-role.js';
import { differenceToBase } from './role-rules.js';
import type { RoleResponse } from './roles.dto.js';
import type { CustomRole, RoleUse } from './roles.repository.js';

const UNUSED: RoleUse = {
  ...{ members: 0, memberNames: [], invitations: 0, environments: 0 },
  ...{ serviceAccounts: 0, serviceAccountNames: [] },
};

const BUILT_IN_WORDS: Record<string, string> = {
  owner: 'Everything, ownership and money included.',
  admin: 'Everything but ownership and money.',
  operator: 'Runs services: environments, configuration, deployments, alerts, keys.',
  developer: 'Builds: repositories, executions, approvals, incidents.',
  viewer: 'Looks on.',
};

/** The presets, strongest first, then the organization's own. */
export function roleViews(custom: readonly CustomRole[], uses: ReadonlyMap<string, RoleUse>): RoleResponse[] {
  const described = BUILT_IN_ROLES.map((role) => ({ ...role, description: BUILT_IN_WORDS[role.key] ?? '' }));
  return [...described, ...custom].map((role) => roleView(role, uses.get(role.key)));
}

export function roleView(role: HeldRole & { description: string }, use: RoleUse = UNUSED): RoleResponse {
  const { key, name, description, rank: basedOn, permissions } = role;
  return {
    ...{ key, name, description, basedOn },
    isBuiltIn: role.id === null,
    permissions: [...permissions],
    ...differenceToBase(basedOn, permissions),
    memberCount: use.members,
    memberNames: use.memberNames,
    invitationCount: use.invitations,
    environmentCount: use.environments,
    serviceAccountCount: use.serviceAccounts,
  };
}

/** Who uses the role, in words; undefined when nobody whom its end would harm. */
export function useInWords(use: RoleUse): string | undefined {
  const { members, memberNames, serviceAccounts, serviceAccountNames, invitations } = use;
  const parts = [
    ...(members > 0 ? [`held by ${some(memberNames, members)}`] : []),
    ...(serviceAccounts > 0 ? [`the role of ${some(serviceAccountNames, serviceAccounts)}`] : []),
    ...(invitations > 0 ? [`offered in ${invitations} open invitation${invitations === 1 ? '' : 's'}`] : []),
  ];
  return parts.length > 0 ? parts.join(' and ') : undefined;
}

/** The names that are known, and how many more there are. */
function some(names: readonly string[], count: number): string {
  const rest = count - names.length;
  return (rest > 0 ? [...names, `${rest} more`] : names).join(', ');
}
