import { createFileRoute } from '@tanstack/react-router';
import { RolesPage } from '../../features/settings/components/roles-page.js';
import { text } from '../../shared/lib/search-params.js';

export const Route = createFileRoute('/$org/settings/roles')({
  staticData: { crumb: 'Roles' },
  validateSearch: (search): { role?: string | undefined } => ({ role: text(search['role']) }),
  component: View,
});

function View() {
  const navigate = Route.useNavigate();
  return (
    <RolesPage
      selected={Route.useSearch().role}
      onSelect={(role) => void navigate({ search: (previous) => ({ ...previous, role }) })}
    />
  );
}
