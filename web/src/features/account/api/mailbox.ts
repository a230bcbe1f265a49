import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getMailOptions, listMailInfiniteOptions } from '../../../shared/api/generated/@tanstack/react-query.gen.js';

/** What was written, newest first. Mail comes at any time, so the list looks again every few seconds. */
export function useMailList(key: string) {
  const headers = { 'x-mailbox-key': key };
  return useInfiniteQuery({
    ...listMailInfiniteOptions({ headers }),
    initialPageParam: { headers },
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: 5_000,
    meta: { inlineProblem: true },
  });
}

/** One of them, with its body. */
export const useMail = (key: string, mailId: string) =>
  useQuery(getMailOptions({ headers: { 'x-mailbox-key': key }, path: { mailId } }));
