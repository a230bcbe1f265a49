import { Checkbox, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { HookTriggerResponse } from '../../../../shared/api/generated/types.gen.js';
import { fieldErrors } from '../../../../shared/api/problem-error.js';
import { useOrg } from '../../../../shared/lib/use-org.js';
import { inputTexts } from '../../../../shared/model/trigger-inputs.js';
import { FormDialog } from '../../../../shared/ui/form-dialog.js';
import { useUpdateHook } from '../../api/hooks.js';
import { useKnownInputs } from '../../api/pipelines.js';
import { HookFields, type HookValues } from './hook-fields.js';

type Props = { hook: HookTriggerResponse; onClose: () => void };

/** Changes a hook; its address and its secret stay, and whoever saves is who it runs in the name of from then on. */
export function EditHook({ hook, onClose }: Props) {
  const org = useOrg();
  const update = useUpdateHook();
  const { id, pipelineId, name, branch, enabled, version } = hook;
  const form = useForm<HookValues>({ initialValues: { name, branch, enabled } });
  const known = useKnownInputs(org, pipelineId);
  const submit = form.onSubmit((values, event) =>
    update.mutate(
      {
        path: { org, pipelineId, hookTriggerId: id },
        body: { ...values, basedOn: version, inputs: known && inputTexts(known, new FormData(event?.currentTarget)) },
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
      <HookFields
        form={form}
        branch={{ description: 'A call runs its newest commit', required: true }}
        inputs={known ?? []}
        values={hook.inputs}
      />
      <Power hook={hook} {...form.getInputProps('enabled', { type: 'checkbox' })} />
      <Text size="xs" c="dimmed">
        It runs on behalf of {hook.ownerName}. When you save, it runs on yours.
      </Text>
    </FormDialog>
  );
}

/** One that was stopped waits for a new secret. */
function Power({ hook: { pausedReason }, ...props }: { hook: HookTriggerResponse }) {
  const isStopped = pausedReason !== null;
  return (
    <Checkbox
      label="Calls start runs"
      description={isStopped ? 'It was stopped. A new secret sets it going again.' : undefined}
      disabled={isStopped}
      {...props}
    />
  );
}
