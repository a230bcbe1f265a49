import { createFileRoute } from '@tanstack/react-router';
import { type PipelineListSearch, PipelinesPage } from '../../features/pipelines/components/pipelines-page.js';
import { PIPELINE_TYPES } from '../../features/pipelines/model/pipeline-type.js';
import { oneOf } from '../../shared/lib/search-params.js';

export const Route = createFileRoute('/$org/pipelines/')({
  validateSearch: (search): PipelineListSearch => ({ type: oneOf(search['type'], PIPELINE_TYPES) }),
  component: View,
});

function View() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  const change = (next: PipelineListSearch) =>
    void navigate({ to: '.', search: ({ project }) => ({ project, ...next }), replace: true });
  return <PipelinesPage search={search} onSearch={change} />;
}
