import { createFileRoute, Outlet, useParams } from '@tanstack/react-router';
import { Inbox } from '../../features/approvals/components/inbox.js';
import { inboxSearch, type InboxSearch } from '../../features/approvals/model/inbox-search.js';

export const Route = createFileRoute('/$org/approvals')({
  validateSearch: (search): InboxSearch => inboxSearch(search),
  staticData: { crumb: 'Approvals' },
  component: View,
});

function View() {
  const { approvalId } = useParams({ strict: false });
  const navigate = Route.useNavigate();
  const show = (next: InboxSearch) => void navigate({ to: '/$org/approvals', search: next });
  return (
    <Inbox search={Route.useSearch()} onSearch={show} isOpen={approvalId !== undefined}>
      <Outlet />
    </Inbox>
  );
}
