import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import {
  acceptInvitationMutation,
  createOrganizationMutation,
  declineInvitationMutation,
  getMeQueryKey,
  listMyOrganizationsQueryKey,
  loginMutation,
  signUpMutation,
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

/** Creates the account and opens its first session. */
export function useSignUp(returnTo: string | undefined) {
  return useMutation({ ...signUpMutation(), meta, onSuccess: useEnter(returnTo) });
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
