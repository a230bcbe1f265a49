import { NativeSelect } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useNavigate } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { fieldErrors } from '../../../../shared/api/problem-error.js';
import { useOrg } from '../../../../shared/lib/use-org.js';
import { inputValues } from '../../../../shared/model/input-values.js';
import { FormDialog } from '../../../../shared/ui/form-dialog.js';
import { InputFields } from '../../../../shared/ui/input-fields.js';
import { useInputs, usePipelines } from '../../api/pipelines.js';
import { useCreateSchedule } from '../../api/schedules.js';
import { ownZone, PRESETS } from '../../model/schedule-words.js';
import { ScheduleFields, type ScheduleValues } from './schedule-fields.js';

type Props = { pipelineId?: string; onClose: () => void };

/** A new schedule; it goes there when it is made. Without a pipeline given, one is chosen. */
export function CreateSchedule({ pipelineId = '', onClose }: Props) {
  const org = useOrg();
  const navigate = useNavigate();
  const create = useCreateSchedule();
  const pipelines = usePipelines(org).data?.items ?? [];
  const cron = PRESETS[1]?.cron ?? '';
  const form = useForm<ScheduleValues>({
    initialValues: { pipelineId, name: '', branch: '', cron, zone: ownZone(), misfire: 'once' },
  });
  const chosen = form.values.pipelineId || pipelines[0]?.id || '';
  const inputs = useInputs(org, chosen);
  const given = (event?: FormEvent<HTMLFormElement>) => ({
    inputs: inputValues(inputs, new FormData(event?.currentTarget)),
  });
  const submit = form.onSubmit(({ branch, ...values }, event) =>
    create.mutate(
      { path: { org }, body: { ...values, ...given(event), pipelineId: chosen, branch: branch.trim() || undefined } },
      {
        onSuccess: ({ id }) =>
          void navigate({ to: '/$org/pipelines/schedules/$scheduleId', params: { org, scheduleId: id } }),
        onError: (error) => form.setErrors(fieldErrors(error)),
      },
    ),
  );
  return (
    <FormDialog
      title="New schedule"
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Create schedule"
      isPending={create.isPending}
      error={create.error}
    >
      {pipelineId === '' && (
        <NativeSelect
          label="Pipeline"
          required
          data={pipelines.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps('pipelineId')}
          value={chosen}
        />
      )}
      <ScheduleFields form={form} />
      <InputFields key={chosen} inputs={inputs} errors={form.errors} />
    </FormDialog>
  );
}
