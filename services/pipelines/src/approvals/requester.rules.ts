import type { ApprovalState } from './approval.machine.js';

interface Request {
  kind: string;
  state: ApprovalState;
  requestedById: string | null;
}

interface Caller {
  id: string;
  permissions: ReadonlySet<string>;
}

const isOpen = ({ state }: Request): boolean => state === 'pending' || state === 'changes_requested';
const asks = ({ requestedById }: Request, { id }: Caller): boolean => requestedById === id;
const manages = ({ permissions }: Caller): boolean => permissions.has('approvals.manage');

/**
 * Whether the caller answers what was asked of the requester: the requester, or one who manages approvals, because a
 * request that a program made has nobody else.
 */
export function mayAnswer(request: Request, caller: Caller): boolean {
  return asks(request, caller) || manages(caller);
}

/** Whether the caller may take the request back. What another service asks for is taken back there. */
export function mayWithdraw(request: Request, caller: Caller): boolean {
  const isOurs = request.kind === 'run' || request.kind === 'change_request';
  return isOurs && (asks(request, caller) || manages(caller));
}

/** What the screens offer: as the rules above, where the state allows it. */
export function offersOf(request: Request, caller: Caller): { canAnswer: boolean; canWithdraw: boolean } {
  return {
    canAnswer: request.state === 'changes_requested' && mayAnswer(request, caller),
    canWithdraw: isOpen(request) && mayWithdraw(request, caller),
  };
}
