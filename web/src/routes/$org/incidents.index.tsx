import { createFileRoute } from '@tanstack/react-router';
import { IncidentsPage } from '../../features/incidents/components/incidents-page.js';
import { readIncidentSearch, type IncidentSearch } from '../../features/incidents/model/incident-filter.js';

export const Route = createFileRoute('/$org/incidents/')({
  validateSearch: readIncidentSearch,
  component: View,
});

function View() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  const change = (next: IncidentSearch) =>
    void navigate({ to: '.', search: ({ project }) => ({ project, ...next }), replace: true });
  return <IncidentsPage search={search} onSearch={change} />;
}
