import { useMutation, useQueryClient, type UseMutationOptions } from '@tanstack/react-query';
import { showDone } from '../ui/toasts.js';
import { invalidateOperations } from './invalidate.js';
import { ProblemError } from './problem-error.js';

type Change = {
  /** The read operations whose answers this write changes. */
  touches: readonly string[];
  /** Said in a toast when it worked. */
  done?: string;
  /** True when the form or dialog shows the problem itself; otherwise a toast does. */
  isInline?: boolean;
};

const CONFLICT = 409;

/**
 * A generated mutation that refreshes what it touches before it counts as done. One that is refused because of what others
 * have done refreshes it too: what is on screen is not what is there.
 */
export function useChange<TData, TError, TVariables>(
  options: UseMutationOptions<TData, TError, TVariables>,
  change: Change,
) {
  const queryClient = useQueryClient();
  return useMutation({
    ...options,
    meta: { inlineProblem: change.isInline === true },
    onSuccess: async () => {
      await invalidateOperations(queryClient, change.touches);
      if (change.done) showDone(change.done);
    },
    onError: async (error) => {
      if (error instanceof ProblemError && error.status === CONFLICT)
        await invalidateOperations(queryClient, change.touches);
    },
  });
}
