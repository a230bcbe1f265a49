import { createFileRoute } from '@tanstack/react-router';
import { ApiKeysPage } from '../../features/settings/components/api-keys-page.js';
import { type KeyTab, readKeySearch } from '../../features/settings/model/key-tabs.js';

export const Route = createFileRoute('/$org/settings/api-keys')({
  validateSearch: readKeySearch,
  staticData: { crumb: 'API keys' },
  component: View,
});

function View() {
  const { tab = 'ingest' } = Route.useSearch();
  const navigate = Route.useNavigate();
  const change = (next: KeyTab) =>
    void navigate({
      to: '.',
      search: ({ project }) => ({ project, tab: next === 'ingest' ? undefined : next }),
      replace: true,
    });
  return <ApiKeysPage tab={tab} onTab={change} />;
}
