import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useOrg } from '../../../../shared/lib/use-org.js';
import { showDone } from '../../../../shared/ui/toasts.js';
import { type FilePlace, pipelineFileOptions } from '../api/editing.js';
import type { EditorView } from '../model/editor-views.js';
import { PipelineEditor } from './pipeline-editor.js';
import type { Saved } from './save-dialog.js';

type Props = { place: FilePlace; view: EditorView | undefined; onView: (view: EditorView) => void; start?: string };

/** The editor of a file of a repository, whether it is there already or not. */
export function EditPipelinePage({ place, view, onView, start }: Props) {
  const org = useOrg();
  const navigate = useNavigate();
  const { data: file } = useSuspenseQuery(pipelineFileOptions(org, place));
  const saved = ({ pipelineId, version, commitSha }: Saved) => {
    showDone(`Saved as version ${version}, commit ${commitSha.slice(0, 7)}`);
    if (file.pipelineId !== null) return;
    const to = { to: '/$org/pipelines/$pipelineId/edit', params: { org, pipelineId } } as const;
    void navigate({ ...to, search: { branch: file.branch, view }, replace: true, ignoreBlocker: true });
  };
  return (
    <PipelineEditor
      key={JSON.stringify([file.repositoryId, file.branch, file.path])}
      file={file}
      {...(start === undefined ? {} : { start })}
      view={view}
      onView={onView}
      onSaved={saved}
    />
  );
}
