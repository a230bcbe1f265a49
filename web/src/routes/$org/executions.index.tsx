import { createFileRoute } from '@tanstack/react-router';
import { ExecutionsPage } from '../../features/executions/components/executions-page.js';
import { STATUS_FILTERS, type RunListSearch } from '../../features/executions/model/run-filter.js';
import { oneOf, text } from '../../shared/lib/search-params.js';

export const Route = createFileRoute('/$org/executions/')({
  validateSearch: (search): RunListSearch => ({
    pipeline: text(search['pipeline']),
    status: oneOf(search['status'], STATUS_FILTERS),
  }),
  component: View,
});

function View() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  const change = (next: RunListSearch) =>
    void navigate({ to: '.', search: ({ project }) => ({ project, ...next }), replace: true });
  return <ExecutionsPage search={search} onSearch={change} />;
}
