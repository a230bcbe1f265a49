import { Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { TenantDetailResponse } from '../../../shared/api/generated/types.gen.js';
import { fieldErrors } from '../../../shared/api/problem-error.js';
import { FormDialog } from '../../../shared/ui/form-dialog.js';
import { useSuspend } from '../api/admin.js';

/** Makes the organization read only, with a reason that it gets to read. */
export function Suspend({ tenant, onClose }: { tenant: TenantDetailResponse; onClose: () => void }) {
  const suspend = useSuspend();
  const form = useForm({ initialValues: { reason: '' } });
  const submit = form.onSubmit((body) =>
    suspend.mutate(
      { path: { organizationId: tenant.id }, body },
      { onSuccess: onClose, onError: (error) => form.setErrors(fieldErrors(error)) },
    ),
  );
  return (
    <FormDialog
      title={`Suspend ${tenant.name}?`}
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Suspend"
      isDangerous
      isPending={suspend.isPending}
      error={suspend.error}
    >
      <p>
        Nothing in it can be changed from then on, and no run, deployment or alert starts. Reading and exporting stay.
      </p>
      <Textarea
        label="Reason"
        description="The organization sees it on every page"
        required
        autosize
        minRows={2}
        data-autofocus
        {...form.getInputProps('reason')}
      />
    </FormDialog>
  );
}
