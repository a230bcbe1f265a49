import { useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { pipelineOptions } from '../../features/pipelines/api/pipelines.js';
import { PipelinePage } from '../../features/pipelines/components/pipeline-page.js';
import { positiveInt } from '../../shared/lib/search-params.js';

type Search = { version?: number };

export const Route = createFileRoute('/$org/pipelines/$pipelineId')({
  validateSearch: (search): Search => ({ version: positiveInt(search['version']) }),
  loader: async ({ context, params }) => {
    const { name } = await context.queryClient.ensureQueryData(pipelineOptions(params.org, params.pipelineId));
    return { crumb: name };
  },
  component: View,
});

function View() {
  const { org, pipelineId } = Route.useParams();
  const { version } = Route.useSearch();
  const { data } = useSuspenseQuery(pipelineOptions(org, pipelineId));
  const navigate = Route.useNavigate();
  const show = (next: number) =>
    void navigate({ to: '.', search: (before) => ({ ...before, version: next }), replace: true, resetScroll: false });
  return <PipelinePage pipeline={data} version={version} onVersion={show} />;
}
