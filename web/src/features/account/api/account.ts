import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import {
  acceptInvitationMutation,
  confirmAddressMutation,
  confirmPasswordResetMutation,
  createOrganizationMutation,
  declineInvitationMutation,
  getMeQueryKey,
  getSignUpOptionsOptions,
  listMyOrganizationsQueryKey,
  loginMutation,
  requestPasswordResetMutation,
  resendVerificationMutation,
  signUpMutation,
  verifyAddressMutation,
} from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import { previewInvitation } from '../../../shared/api/generated/sdk.gen.js';
import type { OrganizationResponse, SessionResponse } from '../../../shared/api/generated/types.gen.js';
import { acceptSession } from '../../../shared/api/session-guard.js';
import { safeReturnTo } from '../model/return-to.js';

const meta = { inlineProblem: true };

/** Opens a session from e-mail and password, then goes where the person wanted to be. */
export function useSignIn(returnTo: string | undefined) {
  return useMutation({ ...loginMutation(), meta, onSuccess: useEnter(returnTo) });
}

/** Who may make an account here. */
export const useSignUpMode = () => useQuery({ ...getSignUpOptionsOptions(), staleTime: Infinity }).data?.signUp;

/** Asks for an account. An invitation opens its first session at once; else there is mail to read. */
export function useSignUp(returnTo: string | undefined) {
  const enter = useEnter(returnTo);
  return useMutation({
    ...signUpMutation(),
    meta,
    onSuccess: (answer) => {
      if ('accessToken' in answer) enter(answer);
    },
  });
}

/** Begins the account with the token of the mail, and opens its first session. */
export function useVerifyAddress() {
  return useMutation({ ...verifyAddressMutation(), meta, onSuccess: useEnter(undefined) });
}

export const useResendVerification = () => useMutation({ ...resendVerificationMutation(), meta });
export const useRequestPasswordReset = () => useMutation({ ...requestPasswordResetMutation(), meta });
export const useConfirmPasswordReset = () => useMutation({ ...confirmPasswordResetMutation(), meta });

/** Moves the account to the address of the mail; whoever is signed in here sees it at once. */
export function useConfirmAddress() {
  const queryClient = useQueryClient();
  return useMutation({
    ...confirmAddressMutation(),
    meta,
    onSuccess: () => queryClient.removeQueries({ queryKey: getMeQueryKey() }),
  });
}

function useEnter(returnTo: string | undefined): (session: SessionResponse) => void {
  const queryClient = useQueryClient();
  const router = useRouter();
  return (session) => {
    queryClient.clear(); // whatever another person has left behind
    acceptSession(queryClient, session);
    router.history.push(safeReturnTo(returnTo));
  };
}

/** Creates an organization and opens it. */
export function useCreateOrganization() {
  return useMutation({ ...createOrganizationMutation(), meta, onSuccess: useOpenOrganization() });
}

/** Joins the organization of an invitation and opens it. */
export function useAcceptInvitation() {
  return useMutation({ ...acceptInvitationMutation(), meta, onSuccess: useOpenOrganization() });
}

/** What an invitation is for. Asked by POST, so that no log keeps the token. */
export function useInvitationPreview(token: string | undefined) {
  return useQuery({
    queryKey: [{ _id: 'previewInvitation', token }],
    queryFn: async ({ signal }) =>
      (await previewInvitation({ body: { token: token ?? '' }, signal, throwOnError: true })).data,
    enabled: token !== undefined,
    retry: false,
  });
}

/** Says no to an invitation. */
export function useDeclineInvitation() {
  return useMutation({ ...declineInvitationMutation(), meta });
}

function useOpenOrganization(): (organization: OrganizationResponse) => Promise<void> {
  const queryClient = useQueryClient();
  const router = useRouter();
  return async (organization) => {
    queryClient.removeQueries({ queryKey: getMeQueryKey() });
    queryClient.removeQueries({ queryKey: listMyOrganizationsQueryKey() }); // the guard of the next page loads it with the new membership
    await router.navigate({ to: '/$org', params: { org: organization.slug } });
  };
}
