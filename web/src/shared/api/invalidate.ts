import type { QueryClient } from '@tanstack/react-query';

/** Marks every query of these operations stale and refetches those on screen. */
export function invalidateOperations(queryClient: QueryClient, operations: readonly string[]): Promise<void> {
  return queryClient.invalidateQueries({
    predicate: ({ queryKey }) => operations.includes((queryKey[0] as { _id?: string } | undefined)?._id ?? ''),
  });
}
