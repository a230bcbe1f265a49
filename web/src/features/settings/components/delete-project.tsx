import type { ProjectResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.js';
import { useDeleteProject } from '../api/projects.js';

/** Deletes a project that holds nothing; the server refuses one in use and says what it holds. */
export function DeleteProject({ project, onClose }: { project: ProjectResponse; onClose: () => void }) {
  const org = useOrg();
  const remove = useDeleteProject();
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      onConfirm={() => remove.mutate({ path: { org, projectId: project.id } }, { onSuccess: onClose })}
      title={`Delete ${project.name}?`}
      confirmLabel="Delete project"
      notUndone={['A deleted project does not come back. An archived one does']}
      isDangerous
      isPending={remove.isPending}
      error={remove.error}
    >
      Only a project without services and without a connected repository can be deleted. Its history stays.
    </ConfirmDialog>
  );
}
