import { Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ScheduleResponse } from '../../../../shared/api/generated/types.gen.js';
import { fieldErrors } from '../../../../shared/api/problem-error.js';
import { useOrg } from '../../../../shared/lib/use-org.js';
import { FormDialog } from '../../../../shared/ui/form-dialog.js';
import { useUpdateSchedule } from '../../api/schedules.js';
import { ScheduleFields, type ScheduleValues } from './schedule-fields.js';

type Props = { schedule: ScheduleResponse; onClose: () => void };

/** Changes a schedule; whoever does is who it runs in the name of from then on. */
export function EditSchedule({ schedule, onClose }: Props) {
  const org = useOrg();
  const update = useUpdateSchedule();
  const { name, branch, cron, zone, misfire, pipelineId } = schedule;
  const form = useForm<ScheduleValues>({ initialValues: { pipelineId, name, branch, cron, zone, misfire } });
  const submit = form.onSubmit(({ pipelineId: _fixed, ...values }) =>
    update.mutate(
      { path: { org, scheduleId: schedule.id }, body: { ...values, branch: values.branch.trim() || undefined } },
      { onSuccess: onClose, onError: (error) => form.setErrors(fieldErrors(error)) },
    ),
  );
  return (
    <FormDialog
      title={`Change ${name}`}
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Save"
      isPending={update.isPending}
      error={update.error}
    >
      <ScheduleFields form={form} />
      <Text size="xs" c="dimmed">
        It runs on behalf of {schedule.ownerName}. When you save, it runs on yours.
      </Text>
    </FormDialog>
  );
}
