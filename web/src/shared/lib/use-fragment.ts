import { useRouterState } from '@tanstack/react-router';

/** What stands behind the `#` of the address, without it. */
export function useFragment(): string {
  return useRouterState({ select: (state) => state.location.hash });
}
