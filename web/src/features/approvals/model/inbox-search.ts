import type { ApprovalKind, InboxView } from '../../../shared/api/generated/types.gen.js';
import { oneOf } from '../../../shared/lib/search-params.js';

export const INBOX_VIEWS = ['mine', 'asked', 'all'] as const satisfies readonly InboxView[];
export const APPROVAL_KINDS = [
  'run',
  'promotion',
  'drift',
  'change_request',
  'failure',
] as const satisfies readonly ApprovalKind[];

/** What the inbox shows, as it is in the URL; what is usual is not written. */
export type InboxSearch = {
  view?: InboxView | undefined;
  kind?: ApprovalKind | undefined;
  /** Decided ones instead of open ones. */
  show?: 'decided' | undefined;
  /** Of change requests: what is due first. */
  order?: 'due' | undefined;
};

/** Reads the search of an address. */
export function inboxSearch(search: Record<string, unknown>): InboxSearch {
  const view = oneOf(search['view'], INBOX_VIEWS);
  return {
    view: view === 'mine' ? undefined : view,
    kind: oneOf(search['kind'], APPROVAL_KINDS),
    show: oneOf(search['show'], ['decided']),
    order: oneOf(search['order'], ['due']),
  };
}

/** Whether the list is that of change requests by their due time, which is the same for everybody. */
export const isByDue = ({ kind, order }: InboxSearch): boolean => kind === 'change_request' && order === 'due';

/** What is asked of the server. What is mine to decide is open by itself. */
export function inboxQuery({ view = 'mine', kind, show }: InboxSearch) {
  const isMine = view === 'mine' && show === undefined;
  return { view: isMine ? view : listedView(view), open: show === undefined, ...(kind && { kind }) };
}

/** Nothing decided is still mine to decide: then it is all that is shown. */
const listedView = (view: InboxView): InboxView => (view === 'mine' ? 'all' : view);
