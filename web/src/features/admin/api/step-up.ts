import { startAuthentication, startRegistration } from '@simplewebauthn/browser';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  beginAdminSession,
  beginPasskey,
  completeAdminSession,
  registerPasskey,
} from '../../../shared/api/generated/sdk.gen.js';
import { invalidateOperations } from '../../../shared/api/invalidate.js';
import { ProblemError, toProblemError } from '../../../shared/api/problem-error.js';

type Ceremony<T> = Parameters<typeof startAuthentication>[0]['optionsJSON'] & T;

const meta = { inlineProblem: true };
const THROW = { throwOnError: true } as const;

/** Password, then passkey: the console is open for ten minutes. */
export function useStepUp() {
  const queryClient = useQueryClient();
  return useMutation({
    meta,
    mutationFn: async ({ password }: { password: string }) => {
      const { data } = await beginAdminSession({ body: { password }, ...THROW });
      const optionsJSON = data.options as unknown as Ceremony<object>;
      const response = await ceremony(() => startAuthentication({ optionsJSON }));
      const body = { challengeId: data.challengeId, response: { ...response } };
      await completeAdminSession({ body, ...THROW });
    },
    onSuccess: () => queryClient.invalidateQueries(),
  });
}

/** Registers a passkey: the first one by password, a further one because the console is open. */
export function useRegisterPasskey() {
  const queryClient = useQueryClient();
  return useMutation({
    meta,
    mutationFn: async ({ name, password }: { name: string; password?: string }) => {
      const { data } = await beginPasskey({ body: password === undefined ? {} : { password }, ...THROW });
      const optionsJSON = data.options as unknown as Parameters<typeof startRegistration>[0]['optionsJSON'];
      const response = await ceremony(() => startRegistration({ optionsJSON }));
      await registerPasskey({ body: { challengeId: data.challengeId, name, response: { ...response } }, ...THROW });
    },
    onSuccess: () => invalidateOperations(queryClient, ['listPasskeys', 'getAdminSession', 'listPlatformAdmins']),
  });
}

/** The browser's dialog. What it refuses is said in our words: its own tell nothing, on purpose. */
async function ceremony<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    const isTaken = error instanceof Error && error.name === 'InvalidStateError';
    const detail = isTaken
      ? 'This authenticator holds a passkey of yours already.'
      : 'The passkey was not used: the browser’s dialog was closed, or it took too long. Try again.';
    throw error instanceof Error
      ? new ProblemError({ title: 'No passkey', detail, code: 'passkey' }, 0)
      : toProblemError(error);
  }
}
