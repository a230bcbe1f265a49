import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import {
  acceptInvitationMutation,
  createOrganizationMutation,
  getMeQueryKey,
  loginMutation,
  signUpMutation,
} from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import type { OrganizationResponse, SessionResponse } from '../../../shared/api/generated/types.gen.js';
import { acceptSession } from '../../../shared/api/session-guard.js';
import { safeReturnTo } from '../model/return-to.js';

const meta = { inlineProblem: true };

/** Opens a session from e-mail and password, then goes where the person wanted to be. */
export function useSignIn(returnTo: string | undefined) {
  return useMutation({ ...loginMutation(), meta, onSuccess: useEnter(returnTo) });
}

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

function useOpenOrganization(): (organization: OrganizationResponse) => Promise<void> {
  const queryClient = useQueryClient();
  const router = useRouter();
  return async (organization) => {
    queryClient.removeQueries({ queryKey: getMeQueryKey() }); // the guard of the next page loads it with the new membership
    await router.navigate({ to: '/$org', params: { org: organization.slug } });
  };
}
