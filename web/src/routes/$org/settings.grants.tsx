import { createFileRoute } from '@tanstack/react-router';
import { GrantsPage } from '../../features/settings/components/grants-page.js';
import { text } from '../../shared/lib/search-params.js';

export const Route = createFileRoute('/$org/settings/grants')({
  staticData: { crumb: 'Grants' },
  validateSearch: (search): { environment?: string | undefined } => ({ environment: text(search['environment']) }),
  component: View,
});

function View() {
  const navigate = Route.useNavigate();
  return (
    <GrantsPage
      selected={Route.useSearch().environment}
      onSelect={(environment) => void navigate({ search: (previous) => ({ ...previous, environment }) })}
    />
  );
}
