import { createFileRoute } from '@tanstack/react-router';
import { DeadLettersPage } from '../../features/settings/components/dead-letters-page.js';
import { readDeadLetterSearch, type DeadLetterSearch } from '../../features/settings/model/dead-letter-filter.js';

export const Route = createFileRoute('/$org/settings/events')({
  validateSearch: readDeadLetterSearch,
  staticData: { crumb: 'Events not applied' },
  component: View,
});

function View() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  const change = (next: DeadLetterSearch) =>
    void navigate({ to: '.', search: ({ project }) => ({ project, ...next }), replace: true, resetScroll: false });
  return <DeadLettersPage search={search} onSearch={change} />;
}
