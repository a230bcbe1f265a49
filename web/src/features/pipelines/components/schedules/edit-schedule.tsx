import { Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ScheduleResponse } from '../../../../shared/api/generated/types.gen.js';
import { fieldErrors } from '../../../../shared/api/problem-error.js';
import { useOrg } from '../../../../shared/lib/use-org.js';
import { inputValues } from '../../../../shared/model/input-values.js';
import { FormDialog } from '../../../../shared/ui/form-dialog.js';
import { InputFields } from '../../../../shared/ui/input-fields.js';
import { useInputs } from '../../api/pipelines.js';
import { useUpdateSchedule } from '../../api/schedules.js';
import { ScheduleFields, type ScheduleValues } from './schedule-fields.js';

type Props = { schedule: ScheduleResponse; onClose: () => void };

/** Changes a schedule; whoever does is who it runs in the name of from then on. */
export function EditSchedule({ schedule, onClose }: Props) {
  const org = useOrg();
  const update = useUpdateSchedule();
  const { name, branch, cron, zone, misfire, pipelineId } = schedule;
  const form = useForm<ScheduleValues>({ initialValues: { pipelineId, name, branch, cron, zone, misfire } });
  const inputs = useInputs(org, pipelineId);
  const submit = form.onSubmit(({ pipelineId: _fixed, ...values }, event) =>
    update.mutate(
      {
        path: { org, scheduleId: schedule.id },
        body: {
          ...values,
          basedOn: schedule.version,
          branch: values.branch.trim() || undefined,
          inputs: inputValues(inputs, new FormData(event?.currentTarget)),
        },
      },
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
      <InputFields inputs={inputs} values={schedule.inputs} errors={form.errors} />
      <Text size="xs" c="dimmed">
        It runs on behalf of {schedule.ownerName}. When you save, it runs on yours.
      </Text>
    </FormDialog>
  );
}
