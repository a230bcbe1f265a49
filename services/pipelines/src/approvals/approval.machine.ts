import { defineMachine } from '@throughline/kernel';

export const APPROVAL_STATES = ['pending', 'approved', 'rejected', 'withdrawn', 'expired'] as const;
export type ApprovalState = (typeof APPROVAL_STATES)[number];
export const APPROVAL_TRIGGERS = ['approve', 'reject', 'withdraw', 'expire'] as const;
export type ApprovalTrigger = (typeof APPROVAL_TRIGGERS)[number];

/** Decided once. `withdrawn`: the execution was cancelled, so there is nothing left to decide. */
export const approvalMachine = defineMachine<ApprovalState, ApprovalTrigger>({
  initial: 'pending',
  table: {
    pending: { approve: 'approved', reject: 'rejected', withdraw: 'withdrawn', expire: 'expired' },
    approved: {},
    rejected: {},
    withdrawn: {},
    expired: {},
  },
});
