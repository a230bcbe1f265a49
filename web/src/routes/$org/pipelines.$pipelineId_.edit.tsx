import { useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { pipelineOptions } from '../../features/pipelines/api/pipelines.js';
import { freshFile } from '../../features/pipelines/editor/api/editing.js';
import { EditPipelinePage } from '../../features/pipelines/editor/components/edit-pipeline-page.js';
import { EDITOR_VIEWS, type EditorView } from '../../features/pipelines/editor/model/editor-views.js';
import { oneOf, text } from '../../shared/lib/search-params.js';

type Search = { branch?: string | undefined; view?: EditorView | undefined };

export const Route = createFileRoute('/$org/pipelines/$pipelineId_/edit')({
  validateSearch: (search): Search => ({ branch: text(search['branch']), view: oneOf(search['view'], EDITOR_VIEWS) }),
  loaderDeps: ({ search: { branch } }) => ({ branch }),
  loader: async ({ context: { queryClient }, params: { org, pipelineId }, deps: { branch } }) => {
    const { name, repositoryId, path } = await queryClient.ensureQueryData(pipelineOptions(org, pipelineId));
    await freshFile(queryClient, org, { repositoryId, branch, path });
    return { crumb: `Edit ${name}` };
  },
  component: View,
});

function View() {
  const { org, pipelineId } = Route.useParams();
  const { branch, view } = Route.useSearch();
  const { data } = useSuspenseQuery(pipelineOptions(org, pipelineId));
  const navigate = Route.useNavigate();
  const show = (next: EditorView) =>
    void navigate({ to: '.', search: (before) => ({ ...before, view: next }), replace: true, resetScroll: false });
  const { repositoryId, path } = data;
  return <EditPipelinePage place={{ repositoryId, branch, path }} view={view} onView={show} />;
}
