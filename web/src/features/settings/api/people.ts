import { useQuery } from '@tanstack/react-query';
import {
  changeMemberRoleMutation,
  getMeOptions,
  inviteMemberMutation,
  listInvitationsOptions,
  listMembersOptions,
  removeMemberMutation,
  revokeInvitationMutation,
} from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import { useChange } from '../../../shared/api/use-change.js';

export const useMembers = (org: string) => useQuery(listMembersOptions({ path: { org } }));
export const useInvitations = (org: string) => useQuery(listInvitationsOptions({ path: { org } }));
export const useMyId = () => useQuery(getMeOptions()).data?.id;

const MEMBERS = ['listMembers', 'getCapabilities'];
const INVITATIONS = ['listInvitations'];

export const useChangeRole = () => useChange(changeMemberRoleMutation(), { touches: MEMBERS, done: 'Role changed' });
export const useRemoveMember = () =>
  useChange(removeMemberMutation(), { touches: MEMBERS, done: 'Member removed', isInline: true });
export const useInvite = () => useChange(inviteMemberMutation(), { touches: INVITATIONS, isInline: true });
export const useRevokeInvitation = () =>
  useChange(revokeInvitationMutation(), { touches: INVITATIONS, done: 'Invitation revoked' });
