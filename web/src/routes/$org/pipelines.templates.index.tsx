import { createFileRoute } from '@tanstack/react-router';
import type { TemplateSearch } from '../../features/pipelines/api/templates.js';
import { TemplatesPage } from '../../features/pipelines/templates/templates-page.js';
import { text } from '../../shared/lib/search-params.js';

export const Route = createFileRoute('/$org/pipelines/templates/')({
  validateSearch: (search): Pick<TemplateSearch, 'search' | 'category'> => ({
    search: text(search['search']),
    category: text(search['category']),
  }),
  component: View,
});

function View() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  const change = (next: TemplateSearch) =>
    void navigate({ to: '.', search: ({ project }) => ({ project, ...next }), replace: true });
  return <TemplatesPage search={{ search: search.search, category: search.category }} onSearch={change} />;
}
