import { useQuery } from '@tanstack/react-query';
import {
  addRolePresetMutation,
  createRoleMutation,
  deleteRoleMutation,
  listEnvironmentGrantsOptions,
  listPermissionsOptions,
  listRolePresetsOptions,
  listRolesOptions,
  setEnvironmentGrantsMutation,
  updateRoleMutation,
} from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import { useChange } from '../../../shared/api/use-change.js';

export const useRoles = (org: string) => useQuery(listRolesOptions({ path: { org } }));
export const useRolePresets = (org: string) => useQuery(listRolePresetsOptions({ path: { org } }));
export const useEnvironmentGrants = (org: string) => useQuery(listEnvironmentGrantsOptions({ path: { org } }));
/** The catalogue of everything that a role can hold; it changes with the release only. */
export const usePermissions = () => useQuery({ ...listPermissionsOptions(), staleTime: Number.POSITIVE_INFINITY });

const ROLES = ['listRoles', 'listRolePresets', 'listMembers', 'getCapabilities', 'listEnvironmentGrants'];
const GRANTS = ['listEnvironmentGrants', 'listRoles', 'getCapabilities'];

export const useCreateRole = () =>
  useChange(createRoleMutation(), { touches: ROLES, done: 'Role created', isInline: true });
export const useUpdateRole = () =>
  useChange(updateRoleMutation(), { touches: ROLES, done: 'Role saved', isInline: true });
export const useDeleteRole = () =>
  useChange(deleteRoleMutation(), { touches: ROLES, done: 'Role deleted', isInline: true });
export const useAddRolePreset = () => useChange(addRolePresetMutation(), { touches: ROLES, done: 'Roles added' });
export const useSetEnvironmentGrants = () =>
  useChange(setEnvironmentGrantsMutation(), { touches: GRANTS, done: 'Grants saved', isInline: true });
