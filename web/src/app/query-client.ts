import { MutationCache, QueryClient } from '@tanstack/react-query';
import { ProblemError } from '../shared/api/problem-error.js';
import { showProblem } from '../shared/ui/toasts.js';

const STALE_MS = 20_000; // live hints refetch sooner; this is for what they do not cover
const MAX_RETRIES = 2;

function shouldRetry(failures: number, error: Error): boolean {
  const isRefusal = error instanceof ProblemError && error.status >= 400 && error.status < 500;
  return !isRefusal && failures < MAX_RETRIES;
}

/** Queries retry outages only. A failed mutation shows a toast unless its form says it shows the problem itself. */
export function createQueryClient(): QueryClient {
  const mutationCache = new MutationCache({
    onError: (error, _variables, _result, mutation) => {
      if (mutation.meta?.['inlineProblem'] !== true) showProblem(error);
    },
  });
  return new QueryClient({
    mutationCache,
    defaultOptions: { queries: { staleTime: STALE_MS, retry: shouldRetry, throwOnError: false } },
  });
}
