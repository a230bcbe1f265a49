import { createFileRoute } from '@tanstack/react-router';
import { newestVersionOptions } from '../../features/pipelines/api/pipelines.js';
import { templateOptions } from '../../features/pipelines/api/templates.js';
import { freshFile } from '../../features/pipelines/editor/api/editing.js';
import { EditPipelinePage } from '../../features/pipelines/editor/components/edit-pipeline-page.js';
import { NewPipelinePage } from '../../features/pipelines/editor/components/new-pipeline-page.js';
import { EDITOR_VIEWS, type EditorView } from '../../features/pipelines/editor/model/editor-views.js';
import { firstText } from '../../features/pipelines/editor/model/first-text.js';
import { oneOf, text } from '../../shared/lib/search-params.js';

type Search = {
  repository?: string | undefined;
  branch?: string | undefined;
  path?: string | undefined;
  /** The pipeline whose newest version it begins with. */
  like?: string | undefined;
  /** The template that it begins with. */
  template?: string | undefined;
  view?: EditorView | undefined;
};

export const Route = createFileRoute('/$org/pipelines/new')({
  staticData: { crumb: 'New pipeline' },
  validateSearch: (search): Search => ({
    ...{ repository: text(search['repository']), branch: text(search['branch']), path: text(search['path']) },
    ...{ like: text(search['like']), template: text(search['template']) },
    ...{ view: oneOf(search['view'], EDITOR_VIEWS) },
  }),
  loaderDeps: ({ search: { view: _view, ...deps } }) => deps,
  loader: async ({ context: { queryClient }, params: { org }, deps: { repository, like, template, ...place } }) => {
    if (repository !== undefined) await freshFile(queryClient, org, { repositoryId: repository, ...place });
    const first = firstText(window.location.origin);
    if (template !== undefined) {
      const { id, name, source } = await queryClient.ensureQueryData(templateOptions(org, template));
      return { start: source, template: { id, name } };
    }
    if (like === undefined) return { start: first };
    const { items } = await queryClient.ensureQueryData(newestVersionOptions(org, like));
    return { start: items[0]?.source ?? first };
  },
  component: View,
});

function View() {
  const { repository, branch, path, view } = Route.useSearch();
  const { start, template } = Route.useLoaderData();
  const navigate = Route.useNavigate();
  if (repository === undefined)
    return (
      <NewPipelinePage
        template={template}
        onBegin={({ repositoryId, ...place }) =>
          void navigate({ to: '.', search: { repository: repositoryId, ...place } })
        }
      />
    );
  const show = (next: EditorView) =>
    void navigate({ to: '.', search: (before) => ({ ...before, view: next }), replace: true, resetScroll: false });
  return (
    <EditPipelinePage place={{ repositoryId: repository, branch, path }} view={view} onView={show} start={start} />
  );
}
