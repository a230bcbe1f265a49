import { createFileRoute } from '@tanstack/react-router';
import { readValueSearch, type ValueSearch } from '../../features/pipelines/model/named-value.js';
import { ValuesPage } from '../../features/pipelines/values/values-page.js';

export const Route = createFileRoute('/$org/settings/pipeline-secrets')({
  validateSearch: readValueSearch,
  staticData: { crumb: 'Variables and secrets' },
  component: View,
});

function View() {
  const { tab, of } = Route.useSearch();
  const navigate = Route.useNavigate();
  const change = (next: ValueSearch) =>
    void navigate({ to: '.', search: ({ project }) => ({ project, ...next }), replace: true });
  return <ValuesPage search={{ tab, of }} onSearch={change} />;
}
