import type { ApprovalResponse } from '../../../shared/api/generated/types.gen.js';

export const APPROVAL_VIEWS = ['waiting', 'decided'] as const;
export type ApprovalView = (typeof APPROVAL_VIEWS)[number];

/** The rows of a view. Among those that wait, the ones this person can decide come first, then the oldest. */
export function approvalRows(items: readonly ApprovalResponse[], view: ApprovalView): ApprovalResponse[] {
  if (view === 'decided') return items.filter(({ state }) => state !== 'pending');
  const age = (approval: ApprovalResponse) => Date.parse(approval.requestedAt);
  return items
    .filter(({ state }) => state === 'pending')
    .toSorted((a, b) => Number(b.canVote) - Number(a.canVote) || age(a) - age(b));
}

/** How a view is written in the URL: the usual one not at all. */
export function viewSearch(view: ApprovalView): { view: 'decided' | undefined } {
  return { view: view === 'decided' ? view : undefined };
}
