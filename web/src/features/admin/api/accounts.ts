import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import {
  disableAccountMutation,
  enableAccountMutation,
  listAccountsInfiniteOptions,
} from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import type { AccountState } from '../../../shared/api/generated/types.gen.js';
import { useChange } from '../../../shared/api/use-change.js';

const TOUCHED = ['listAccounts', 'getTenant', 'listPlatformAdmins', 'listPlatformEntries'];
const PAGE_SIZE = 50;

/** People, newest first, page by page. */
export function useAccounts(filter: { q?: string | undefined; state?: AccountState | undefined }) {
  const query = {
    limit: PAGE_SIZE,
    ...(filter.q ? { q: filter.q } : {}),
    ...(filter.state ? { state: filter.state } : {}),
  };
  return useInfiniteQuery({
    ...listAccountsInfiniteOptions({ query }),
    // A row that is asked about stays where it is while a search goes on.
    placeholderData: keepPreviousData,
    initialPageParam: {}, // no cursor at all: an empty one is not a cursor
    getNextPageParam: (page) => page.nextCursor,
  });
}

export const useDisableAccount = () =>
  useChange(disableAccountMutation(), { touches: TOUCHED, done: 'Account disabled', isInline: true });
export const useEnableAccount = () =>
  useChange(enableAccountMutation(), { touches: TOUCHED, done: 'Account enabled again', isInline: true });
