import { defineMachine } from '@throughline/kernel';

export const APPROVAL_STATES = [
  'pending',
  'changes_requested',
  'approved',
  'rejected',
  'withdrawn',
  'superseded',
  'expired',
  'resolved',
] as const;
export type ApprovalState = (typeof APPROVAL_STATES)[number];
export const APPROVAL_TRIGGERS = [
  'approve',
  'reject',
  'request_changes',
  'answer',
  'withdraw',
  'supersede',
  'expire',
  'resolve',
] as const;
export type ApprovalTrigger = (typeof APPROVAL_TRIGGERS)[number];

/** What ends a request without a vote, in either open state. */
const CLOSINGS = { withdraw: 'withdrawn', supersede: 'superseded', expire: 'expired' } as const;

/**
 * Decided once. `changes_requested`: a voter wants something else first, so nobody votes until the requester answers.
 * `withdrawn`: nothing is left to decide; `superseded`: a newer commit asks the same question.
 * `resolved`: somebody said what to do about a failure, which is no matter of votes.
 */
export const approvalMachine = defineMachine<ApprovalState, ApprovalTrigger>({
  initial: 'pending',
  table: {
    pending: {
      approve: 'approved',
      reject: 'rejected',
      request_changes: 'changes_requested',
      resolve: 'resolved',
      ...CLOSINGS,
    },
    changes_requested: { answer: 'pending', ...CLOSINGS },
    approved: {},
    rejected: {},
    withdrawn: {},
    superseded: {},
    expired: {},
    resolved: {},
  },
});

/** The states in which a request can still be decided. */
export const OPEN_STATES = APPROVAL_STATES.filter((state) => !approvalMachine.isTerminal(state));
