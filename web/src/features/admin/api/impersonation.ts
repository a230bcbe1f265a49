import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { beginActing, endActing } from '../../../shared/api/acting.js';
import { startImpersonationMutation } from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import { stopImpersonation } from '../../../shared/api/generated/sdk.gen.js';

/** Starts one and opens the organization behind it. */
export function useImpersonate() {
  const queryClient = useQueryClient();
  const router = useRouter();
  return useMutation({
    ...startImpersonationMutation(),
    meta: { inlineProblem: true },
    onSuccess: async ({ accessToken, orgSlug, impersonation }) => {
      const { actorName, userName, expiresAt } = impersonation;
      queryClient.clear(); // what the admin has read is not the member's
      beginActing({ accessToken, orgSlug, actorName, userName, expiresAtMs: Date.parse(expiresAt) });
      await router.navigate({ to: '/$org', params: { org: orgSlug } });
    },
  });
}

/** Ends it here, and on the server at once. */
export function useStopActing() {
  return useMutation({
    mutationFn: () => stopImpersonation({ throwOnError: true }),
    onSettled: () => endActing('stopped'),
  });
}
