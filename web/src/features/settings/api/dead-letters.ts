import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import * as api from '../../../shared/api/generated/sdk.gen.js';
import type { DeadLetterResponse } from '../../../shared/api/generated/types.gen.js';
import { invalidateOperations } from '../../../shared/api/invalidate.js';
import { showDone } from '../../../shared/ui/toasts.js';
import {
  LETTER_SERVICES,
  toLetterQuery,
  type DeadLetterSearch,
  type LetterService,
} from '../model/dead-letter-filter.js';

/** Every service has the same five operations, under names of its own. */
const OPERATIONS = {
  identity: {
    list: api.listDeadLettersOfIdentity,
    get: api.getDeadLetterOfIdentity,
    replay: api.replayDeadLetterOfIdentity,
    replayAll: api.replayDeadLettersOfIdentity,
    discard: api.discardDeadLetterOfIdentity,
  },
  pipelines: {
    list: api.listDeadLettersOfPipelines,
    get: api.getDeadLetterOfPipelines,
    replay: api.replayDeadLetterOfPipelines,
    replayAll: api.replayDeadLettersOfPipelines,
    discard: api.discardDeadLetterOfPipelines,
  },
  deployments: {
    list: api.listDeadLettersOfDeployments,
    get: api.getDeadLetterOfDeployments,
    replay: api.replayDeadLetterOfDeployments,
    replayAll: api.replayDeadLettersOfDeployments,
    discard: api.discardDeadLetterOfDeployments,
  },
  observability: {
    list: api.listDeadLettersOfObservability,
    get: api.getDeadLetterOfObservability,
    replay: api.replayDeadLetterOfObservability,
    replayAll: api.replayDeadLettersOfObservability,
    discard: api.discardDeadLetterOfObservability,
  },
  billing: {
    list: api.listDeadLettersOfBilling,
    get: api.getDeadLetterOfBilling,
    replay: api.replayDeadLetterOfBilling,
    replayAll: api.replayDeadLettersOfBilling,
    discard: api.discardDeadLetterOfBilling,
  },
} as const;

const SHOWN_OF_EACH = 200;
const REFRESH_MS = 10_000;

export type Letters = {
  items: DeadLetterResponse[];
  /** Services that did not answer: what they have is not shown. */
  silent: LetterService[];
  /** A service has more than are shown. */
  hasOlder: boolean;
};

const chosen = ({ service }: DeadLetterSearch): readonly LetterService[] => (service ? [service] : LETTER_SERVICES);

/** The events that the services could not apply, the latest first. Fails only when no service answers. */
export function useLetters(org: string, search: DeadLetterSearch) {
  const { letter: _shown, ...filter } = search;
  return useQuery({
    queryKey: [{ _id: 'listDeadLetters', org, ...filter }],
    queryFn: () => readLetters(org, filter),
    refetchInterval: REFRESH_MS,
  });
}

async function readLetters(org: string, search: DeadLetterSearch): Promise<Letters> {
  const services = chosen(search);
  const query = { ...toLetterQuery(search), limit: SHOWN_OF_EACH };
  const answers = await Promise.allSettled(
    services.map(async (service) => (await OPERATIONS[service].list({ path: { org }, query })).data),
  );
  const pages = answers.flatMap((answer) => (answer.status === 'fulfilled' && answer.value ? [answer.value] : []));
  const refused = answers.find((answer) => answer.status === 'rejected');
  if (pages.length === 0 && refused) throw refused.reason;
  return {
    items: pages.flatMap((page) => page.items).toSorted((a, b) => b.diedAt.localeCompare(a.diedAt)),
    silent: services.filter((_, i) => answers[i]?.status === 'rejected'),
    hasOlder: pages.some((page) => page.nextCursor !== null),
  };
}

export function useLetter(org: string, service: LetterService, deadLetterId: string) {
  return useQuery({
    queryKey: [{ _id: 'getDeadLetter', org, service, deadLetterId }],
    queryFn: async () => (await OPERATIONS[service].get({ path: { org, deadLetterId } })).data,
    refetchInterval: REFRESH_MS,
  });
}

/** A change of letters, said in a toast; the dialog that asked for it shows the problem. */
function useLetterChange<Variables>(change: (variables: Variables) => Promise<string>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: change,
    meta: { inlineProblem: true },
    onSettled: () => invalidateOperations(queryClient, ['listDeadLetters', 'getDeadLetter']),
    onSuccess: showDone,
  });
}

type One = { org: string; service: LetterService; deadLetterId: string };

export const useReplayLetter = () =>
  useLetterChange(async ({ org, service, deadLetterId }: One) => {
    await OPERATIONS[service].replay({ path: { org, deadLetterId } });
    return 'The event is being replayed';
  });

export const useDiscardLetter = () =>
  useLetterChange(async ({ org, service, deadLetterId, reason }: One & { reason: string }) => {
    await OPERATIONS[service].discard({ path: { org, deadLetterId }, body: { reason } });
    return 'The event was discarded';
  });

/** Replays what the filter names, up to 500 of each service. */
export const useReplayLetters = () =>
  useLetterChange(async ({ org, search }: { org: string; search: DeadLetterSearch }) => {
    const { reason, type } = search;
    const body = { ...(reason && { reason }), ...(type && { type }) };
    const answers = await Promise.all(
      chosen(search).map(async (service) => (await OPERATIONS[service].replayAll({ path: { org }, body })).data),
    );
    const count = answers.reduce((sum, answer) => sum + (answer?.count ?? 0), 0);
    return count === 1 ? 'One event is being replayed' : `${count} events are being replayed`;
  });
