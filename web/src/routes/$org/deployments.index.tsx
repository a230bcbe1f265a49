import { createFileRoute } from '@tanstack/react-router';
import { BoardPage, type BoardSearch } from '../../features/deployments/components/board-page.js';
import { text } from '../../shared/lib/search-params.js';

export const Route = createFileRoute('/$org/deployments/')({
  validateSearch: (search): BoardSearch => ({
    service: text(search['service']),
    environment: text(search['environment']),
    compare: text(search['compare']),
  }),
  component: View,
});

function View() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  const change = (next: BoardSearch) =>
    void navigate({ to: '.', search: ({ project }) => ({ project, ...next }), resetScroll: false });
  return <BoardPage search={search} onSearch={change} />;
}
