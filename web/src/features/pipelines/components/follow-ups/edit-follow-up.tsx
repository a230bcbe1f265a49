import { Checkbox, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { FollowUpResponse } from '../../../../shared/api/generated/types.gen.js';
import { fieldErrors } from '../../../../shared/api/problem-error.js';
import { useOrg } from '../../../../shared/lib/use-org.js';
import { inputTexts } from '../../../../shared/model/trigger-inputs.js';
import { FormDialog } from '../../../../shared/ui/form-dialog.js';
import { useUpdateFollowUp } from '../../api/follow-ups.js';
import { useKnownInputs, usePipelines } from '../../api/pipelines.js';
import { FollowUpFields, type FollowUpValues } from './follow-up-fields.js';

type Props = { followUp: FollowUpResponse; upstream: { id: string; name: string }; onClose: () => void };

/** Changes what starts afterwards; whoever saves is who it runs in the name of from then on. */
export function EditFollowUp({ followUp, upstream, onClose }: Props) {
  const org = useOrg();
  const update = useUpdateFollowUp();
  const form = useForm<FollowUpValues>({ initialValues: valuesOf(followUp) });
  const chosen = form.values.pipelineId;
  const known = useKnownInputs(org, chosen);
  const submit = form.onSubmit(({ branch, ...values }, event) =>
    update.mutate(
      {
        path: { org, pipelineId: upstream.id, followUpId: followUp.id },
        body: {
          ...values,
          basedOn: followUp.version,
          branch: branch.trim() || null,
          inputs: known && inputTexts(known, new FormData(event?.currentTarget)),
        },
      },
      { onSuccess: onClose, onError: (error) => form.setErrors(fieldErrors(error)) },
    ),
  );
  return (
    <FormDialog
      title={`Change what starts after ${upstream.name}`}
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Save"
      isPending={update.isPending}
      error={update.error}
    >
      <FollowUpFields
        form={form}
        upstreamName={upstream.name}
        pipelines={withOwn(usePipelines(org).data?.items ?? [], followUp)}
        chosen={chosen}
        inputs={known ?? []}
        values={chosen === followUp.pipelineId ? followUp.inputs : undefined}
      />
      <Checkbox label="It is on" {...form.getInputProps('enabled', { type: 'checkbox' })} />
      <Text size="xs" c="dimmed">
        It runs on behalf of {followUp.ownerName}. When you save, it runs on yours.
      </Text>
    </FormDialog>
  );
}

function valuesOf({ pipelineId, outcome, pattern, branch, enabled }: FollowUpResponse): FollowUpValues {
  return { pipelineId, outcome, pattern, branch: branch ?? '', enabled };
}

/** The list is one page of them: the pipeline that starts now can be chosen in any case. */
function withOwn(
  pipelines: readonly { id: string; name: string }[],
  { pipelineId: id, pipelineName: name }: FollowUpResponse,
): readonly { id: string; name: string }[] {
  return pipelines.some((one) => one.id === id) ? pipelines : [{ id, name }, ...pipelines];
}
