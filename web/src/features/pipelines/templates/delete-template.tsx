import { useNavigate } from '@tanstack/react-router';
import type { TemplateResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.js';
import { useDeleteTemplate } from '../api/templates.js';

export function DeleteTemplate({ template, onClose }: { template: TemplateResponse; onClose: () => void }) {
  const org = useOrg();
  const navigate = useNavigate();
  const remove = useDeleteTemplate();
  const onSuccess = () => void navigate({ to: '/$org/pipelines/templates', params: { org } });
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      onConfirm={() => remove.mutate({ path: { org, templateId: template.id } }, { onSuccess })}
      title={`Delete ${template.name}?`}
      confirmLabel="Delete template"
      notUndone={['How often it was used is forgotten']}
      isDangerous
      isPending={remove.isPending}
      error={remove.error}
    >
      Pipelines that were made from it stay as they are.
    </ConfirmDialog>
  );
}
