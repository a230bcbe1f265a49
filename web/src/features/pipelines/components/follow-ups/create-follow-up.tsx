import { useForm } from '@mantine/form';
import { fieldErrors } from '../../../../shared/api/problem-error.js';
import { useOrg } from '../../../../shared/lib/use-org.js';
import { inputTexts } from '../../../../shared/model/trigger-inputs.js';
import { FormDialog } from '../../../../shared/ui/form-dialog.js';
import { useCreateFollowUp } from '../../api/follow-ups.js';
import { useInputs, usePipelines } from '../../api/pipelines.js';
import { FollowUpFields, type FollowUpValues } from './follow-up-fields.js';

const START: FollowUpValues = { pipelineId: '', outcome: 'succeeded', pattern: '*', branch: '', enabled: true };

/** Has another pipeline start when this one has ended; it runs on behalf of whoever says so. */
export function CreateFollowUp({ upstream, onClose }: { upstream: { id: string; name: string }; onClose: () => void }) {
  const org = useOrg();
  const create = useCreateFollowUp();
  const pipelines = usePipelines(org).data?.items ?? [];
  const form = useForm<FollowUpValues>({ initialValues: START });
  const chosen = form.values.pipelineId || pipelines.find(({ id }) => id !== upstream.id)?.id || upstream.id;
  const inputs = useInputs(org, chosen);
  const submit = form.onSubmit(({ branch, enabled: _on, ...values }, event) =>
    create.mutate(
      {
        path: { org, pipelineId: upstream.id },
        body: {
          ...values,
          pipelineId: chosen,
          branch: branch.trim() || undefined,
          inputs: inputTexts(inputs, new FormData(event?.currentTarget)),
        },
      },
      { onSuccess: onClose, onError: (error) => form.setErrors(fieldErrors(error)) },
    ),
  );
  return (
    <FormDialog
      title={`Start a pipeline after ${upstream.name}`}
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Add"
      isPending={create.isPending}
      error={create.error}
    >
      <FollowUpFields form={form} upstreamName={upstream.name} pipelines={pipelines} chosen={chosen} inputs={inputs} />
    </FormDialog>
  );
}
