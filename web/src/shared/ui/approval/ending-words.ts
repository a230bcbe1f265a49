import type { ApprovalRequestResponse, ApprovalState } from '../../api/generated/types.gen.js';

type Standing = Pick<ApprovalRequestResponse, 'state' | 'supersededBy'>;

/** Whether a request can still be decided. */
export const isOpen = (state: ApprovalState): boolean => state === 'pending' || state === 'changes_requested';

/** What stands above the effect of a yes. */
export function effectTitle(state: ApprovalState): string {
  if (isOpen(state)) return 'If you say yes';
  return state === 'approved' ? 'What the yes means' : 'What a yes would have meant';
}

const ENDINGS: Partial<Record<ApprovalState, string>> = {
  approved: 'It is approved. Nothing is left to decide.',
  rejected: 'It is rejected. Who still wants it asks anew.',
  withdrawn: 'It was taken back before it was decided.',
  expired: 'Its time was over before it was decided. Who still wants it asks anew.',
  superseded: 'What it was about is no more, so there is nothing to decide.',
};

/** How a request ended, and what that means for who looks at it; undefined for one that is open, or was answered. */
export function endingWords({ state, supersededBy }: Standing): string | undefined {
  return supersededBy ? 'It is decided at the request that has taken its place.' : ENDINGS[state];
}

/** The word before the time at which a request ended. */
export const ENDED_WORDS: Record<ApprovalState, string> = {
  ...{ pending: 'decided', changes_requested: 'decided', approved: 'approved', rejected: 'rejected' },
  ...{ withdrawn: 'withdrawn', superseded: 'superseded', expired: 'expired', resolved: 'answered' },
};
