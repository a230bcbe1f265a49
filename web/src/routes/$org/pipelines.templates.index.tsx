import { createFileRoute } from '@tanstack/react-router';
import type { TemplateSearch } from '../../features/pipelines/api/templates.js';
import { PIPELINE_TYPES } from '../../features/pipelines/model/pipeline-type.js';
import { TemplatesPage } from '../../features/pipelines/templates/templates-page.js';
import { oneOf, text } from '../../shared/lib/search-params.js';

export const Route = createFileRoute('/$org/pipelines/templates/')({
  validateSearch: (search): TemplateSearch => ({
    ...{ search: text(search['search']), category: text(search['category']) },
    ...{ type: oneOf(search['type'], PIPELINE_TYPES), tag: text(search['tag']) },
  }),
  component: View,
});

function View() {
  const { search, category, type, tag } = Route.useSearch();
  const navigate = Route.useNavigate();
  const change = (next: TemplateSearch) =>
    void navigate({ to: '.', search: ({ project }) => ({ project, ...next }), replace: true });
  return <TemplatesPage search={{ search, category, type, tag }} onSearch={change} />;
}
