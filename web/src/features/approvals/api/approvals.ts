import { useQuery } from '@tanstack/react-query';
import { getApprovalOptions, listApprovalsOptions } from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import type { ApprovalView } from '../model/approval-view.js';

/** The requests of a view: those that wait, or everything, of which the decided ones are shown. */
export function useApprovals(org: string, view: ApprovalView) {
  return useQuery(listApprovalsOptions({ path: { org }, query: view === 'waiting' ? { state: 'pending' } : {} }));
}

/** One request with its evidence. */
export function approvalOptions(org: string, approvalId: string) {
  return getApprovalOptions({ path: { org, approvalId } });
}
