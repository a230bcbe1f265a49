import { createFileRoute } from '@tanstack/react-router';
import { LogsPage } from '../../features/logs/components/logs-page.js';
import { readLogSearch, type LogSearch } from '../../features/logs/model/log-search.js';

export const Route = createFileRoute('/$org/logs')({
  validateSearch: readLogSearch,
  staticData: { crumb: 'Logs' },
  component: View,
});

function View() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  // What is not given is away, except the project, which is no business of this page.
  const change = (next: LogSearch) =>
    void navigate({ to: '.', search: ({ project }) => ({ project, ...next }), replace: true, resetScroll: false });
  return <LogsPage search={search} onSearch={change} />;
}
