import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import {
  changeMemberRoleMutation,
  getMeOptions,
  inviteMembersMutation,
  leaveOrganizationMutation,
  listInvitationsOptions,
  listMembersOptions,
  removeMemberMutation,
  resendInvitationMutation,
  revokeInvitationMutation,
  transferOwnershipMutation,
} from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import type { InvitationState } from '../../../shared/api/generated/types.gen.js';
import { useChange } from '../../../shared/api/use-change.js';

export type MemberFilter = { q: string | undefined; role: string | undefined };

const PAGE = 100;

export const useMembers = (org: string, { q, role }: MemberFilter = { q: undefined, role: undefined }) =>
  useQuery({
    ...listMembersOptions({ path: { org }, query: { limit: PAGE, ...(q && { q }), ...(role && { role }) } }),
    placeholderData: keepPreviousData,
  });

export const useInvitations = (org: string, state: InvitationState | undefined) =>
  useQuery({
    ...listInvitationsOptions({ path: { org }, query: { limit: PAGE, ...(state && { state }) } }),
    placeholderData: keepPreviousData,
  });

export const useMyId = () => useQuery(getMeOptions()).data?.id;

const MEMBERS = ['listMembers', 'getCapabilities', 'listRoles', 'listMyOrganizations'];
const INVITATIONS = ['listInvitations', 'listRoles'];

export const useChangeRole = () => useChange(changeMemberRoleMutation(), { touches: MEMBERS, done: 'Role changed' });
export const useRemoveMember = () =>
  useChange(removeMemberMutation(), { touches: MEMBERS, done: 'Member removed', isInline: true });
export const useTransferOwnership = () =>
  useChange(transferOwnershipMutation(), { touches: MEMBERS, done: 'Ownership handed over', isInline: true });
export const useInvite = () => useChange(inviteMembersMutation(), { touches: INVITATIONS, isInline: true });
export const useResendInvitation = () => useChange(resendInvitationMutation(), { touches: INVITATIONS });
export const useRevokeInvitation = () =>
  useChange(revokeInvitationMutation(), { touches: INVITATIONS, done: 'Invitation revoked' });
export const useLeaveOrganization = () =>
  useChange(leaveOrganizationMutation(), { touches: ['getMe'], done: 'You have left', isInline: true });

/** Goes where the person still belongs, and forgets what they saw here. */
export function useGoHome(): () => void {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return () => {
    queryClient.removeQueries();
    void navigate({ to: '/' });
  };
}
