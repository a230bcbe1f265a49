import { createFileRoute } from '@tanstack/react-router';
import { MembersPage } from '../../features/settings/components/members-page.js';
import { text } from '../../shared/lib/search-params.js';

export const Route = createFileRoute('/$org/settings/members')({
  staticData: { crumb: 'People' },
  validateSearch: (search): { q?: string | undefined; role?: string | undefined } => ({
    q: text(search['q']),
    role: text(search['role']),
  }),
  component: View,
});

function View() {
  const { q, role } = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <MembersPage
      filter={{ q, role }}
      onFilter={(filter) => void navigate({ search: (previous) => ({ ...previous, ...filter }), replace: true })}
    />
  );
}
