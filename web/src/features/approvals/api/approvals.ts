import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import {
  answerRequestedChangesMutation,
  commentOnRequestMutation,
  createApprovalDelegationMutation,
  createApprovalGroupMutation,
  changeApprovalGroupMutation,
  createChangeRequestMutation,
  deleteApprovalGroupMutation,
  editChangeRequestMutation,
  endApprovalDelegationMutation,
  getApprovalRequestOptions,
  getMeOptions,
  listApprovalActivityInfiniteOptions,
  listApprovalDelegationsOptions,
  listApprovalGroupsOptions,
  listApprovalRequestsInfiniteOptions,
  listChangeRequestsInfiniteOptions,
  listEnvironmentsOptions,
  listMembersOptions,
  reassignChangeRequestMutation,
  withdrawApprovalRequestMutation,
} from '../../../shared/api/generated/@tanstack/react-query.gen.js';
import { useChange } from '../../../shared/api/use-change.js';
import { inboxQuery, isByDue, type InboxSearch } from '../model/inbox-search.js';

const PAGE = 50;
const MOST = 200;
const REQUESTS = [
  ...['listApprovalRequests', 'countApprovalRequests', 'getApprovalRequest', 'listApprovalActivity'],
  ...['listChangeRequests', 'listApprovals', 'getApproval', 'getExecution', 'getLine'],
];

/** The requests of the inbox, page by page. */
export function useInbox(org: string, search: InboxSearch) {
  const query = { ...inboxQuery(search), limit: PAGE };
  const byDue = { open: query.open, order: 'due' as const, limit: PAGE };
  const paging = { initialPageParam: { path: { org } }, getNextPageParam: nextOf };
  const requests = useInfiniteQuery({
    ...listApprovalRequestsInfiniteOptions({ path: { org }, query }),
    ...paging,
    enabled: !isByDue(search),
  });
  const changes = useInfiniteQuery({
    ...listChangeRequestsInfiniteOptions({ path: { org }, query: byDue }),
    ...paging,
    enabled: isByDue(search),
  });
  return isByDue(search) ? changes : requests;
}

const nextOf = (page: { nextCursor: string | null }): string | null => page.nextCursor;

/** One request with its evidence. */
export function approvalOptions(org: string, approvalId: string) {
  return getApprovalRequestOptions({ path: { org, approvalId } });
}

/** What was said and done about it, the newest first. */
export function useActivity(org: string, approvalId: string) {
  return useInfiniteQuery({
    ...listApprovalActivityInfiniteOptions({ path: { org, approvalId }, query: { limit: PAGE } }),
    initialPageParam: { path: { org, approvalId } },
    getNextPageParam: nextOf,
  });
}

/** The first members, to choose from. */
export const useMemberChoice = (org: string) =>
  useQuery({ ...listMembersOptions({ path: { org }, query: { limit: MOST } }), staleTime: 60_000 }).data?.items ?? [];

export const useEnvironmentChoice = (org: string) =>
  useQuery({ ...listEnvironmentsOptions({ path: { org } }), staleTime: 60_000 }).data?.items ?? [];

export const useMyId = () => useQuery(getMeOptions()).data?.id;

export const useGroups = (org: string) =>
  useQuery(listApprovalGroupsOptions({ path: { org }, query: { limit: MOST } }));

export const useDelegations = (org: string) =>
  useQuery(listApprovalDelegationsOptions({ path: { org }, query: { limit: MOST } }));

export const useAnswer = () =>
  useChange(answerRequestedChangesMutation(), { touches: REQUESTS, done: 'It waits for votes again', isInline: true });
export const useWithdraw = () =>
  useChange(withdrawApprovalRequestMutation(), { touches: REQUESTS, done: 'Request withdrawn', isInline: true });
export const useComment = () => useChange(commentOnRequestMutation(), { touches: REQUESTS, isInline: true });
export const useCreateChangeRequest = () =>
  useChange(createChangeRequestMutation(), { touches: REQUESTS, done: 'Change requested', isInline: true });
export const useEditChangeRequest = () =>
  useChange(editChangeRequestMutation(), { touches: REQUESTS, done: 'Request changed', isInline: true });
export const useReassign = () =>
  useChange(reassignChangeRequestMutation(), { touches: REQUESTS, done: 'Handed on', isInline: true });

const GROUPS = ['listApprovalGroups', 'listApprovalRequests', 'countApprovalRequests', 'getApprovalRequest'];
export const useCreateGroup = () =>
  useChange(createApprovalGroupMutation(), { touches: GROUPS, done: 'Group made', isInline: true });
export const useChangeGroup = () =>
  useChange(changeApprovalGroupMutation(), { touches: GROUPS, done: 'Group changed', isInline: true });
export const useDeleteGroup = () =>
  useChange(deleteApprovalGroupMutation(), { touches: GROUPS, done: 'Group deleted', isInline: true });

const DELEGATIONS = ['listApprovalDelegations', ...REQUESTS];
export const useDelegate = () =>
  useChange(createApprovalDelegationMutation(), { touches: DELEGATIONS, done: 'Vote delegated', isInline: true });
export const useEndDelegation = () =>
  useChange(endApprovalDelegationMutation(), { touches: DELEGATIONS, done: 'Your vote is yours again' });
