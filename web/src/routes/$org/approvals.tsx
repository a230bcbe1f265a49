import { createFileRoute, Outlet, useParams } from '@tanstack/react-router';
import { Inbox } from '../../features/approvals/components/inbox.js';
import { APPROVAL_VIEWS, viewSearch, type ApprovalView } from '../../features/approvals/model/approval-view.js';
import { oneOf } from '../../shared/lib/search-params.js';

export const Route = createFileRoute('/$org/approvals')({
  validateSearch: (search): { view?: ApprovalView | undefined } => ({ view: oneOf(search['view'], APPROVAL_VIEWS) }),
  staticData: { crumb: 'Approvals' },
  component: View,
});

function View() {
  const { view = 'waiting' } = Route.useSearch();
  const { approvalId } = useParams({ strict: false });
  const navigate = Route.useNavigate();
  const show = (next: ApprovalView) => void navigate({ to: '/$org/approvals', search: viewSearch(next) });
  return (
    <Inbox view={view} onView={show} isOpen={approvalId !== undefined}>
      <Outlet />
    </Inbox>
  );
}
