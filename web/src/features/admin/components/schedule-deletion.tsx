import { Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { TenantDetailResponse } from '../../../shared/api/generated/types.gen.js';
import { fieldErrors } from '../../../shared/api/problem-error.js';
import { FormDialog } from '../../../shared/ui/form-dialog.js';
import { useScheduleDeletion } from '../api/admin.js';
import { dateInDays } from '../model/date-in-days.js';

const NOTICE_DAYS = 8; // a day more than the least, so that the date is good all day long

/** Has the organization deleted on a date, seven days ahead at least; it is read only until then. */
export function ScheduleDeletion({ tenant, onClose }: { tenant: TenantDetailResponse; onClose: () => void }) {
  const schedule = useScheduleDeletion();
  const form = useForm({ initialValues: { reason: '', date: dateInDays(NOTICE_DAYS) } });
  const submit = form.onSubmit(({ reason, date }) =>
    schedule.mutate(
      { path: { organizationId: tenant.id }, body: { reason, dueAt: new Date(`${date}T12:00:00`).toISOString() } },
      { onSuccess: onClose, onError: (error) => form.setErrors(fieldErrors(error)) },
    ),
  );
  return (
    <FormDialog
      title={`Delete ${tenant.name}?`}
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Schedule deletion"
      isDangerous
      isPending={schedule.isPending}
      error={schedule.error}
    >
      <p>
        On that day every service deletes all it has of this organization, for good: logs, releases, secrets, its audit
        log. Until then it is read only and the deletion can be taken back.
      </p>
      <TextInput type="date" label="On" required {...form.getInputProps('date')} />
      <Textarea
        label="Reason"
        description="The organization sees it"
        required
        autosize
        minRows={2}
        data-autofocus
        {...form.getInputProps('reason')}
      />
    </FormDialog>
  );
}
