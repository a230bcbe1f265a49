import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { HookTriggerSecretResponse } from '../../../../shared/api/generated/types.gen.js';
import { fieldErrors } from '../../../../shared/api/problem-error.js';
import { useOrg } from '../../../../shared/lib/use-org.js';
import { FormDialog } from '../../../../shared/ui/form-dialog.js';
import { useCreateHook } from '../../api/hooks.js';
import { useInputs } from '../../api/pipelines.js';
import { inputTexts } from '../../model/trigger-inputs.js';
import { TextInputFields } from '../text-input-fields.js';

type Props = {
  pipeline: { id: string; name: string };
  onMade: (made: HookTriggerSecretResponse) => void;
  onClose: () => void;
};

/** A new address for another system; its secret is shown next, once. */
export function CreateHook({ pipeline, onMade, onClose }: Props) {
  const org = useOrg();
  const create = useCreateHook();
  const form = useForm({ initialValues: { name: '', branch: '' } });
  const inputs = useInputs(org, pipeline.id);
  const submit = form.onSubmit(({ name, branch }, event) =>
    create.mutate(
      {
        path: { org, pipelineId: pipeline.id },
        body: {
          name,
          branch: branch.trim() || undefined,
          inputs: inputTexts(inputs, new FormData(event?.currentTarget)),
        },
      },
      { onSuccess: onMade, onError: (error) => form.setErrors(fieldErrors(error)) },
    ),
  );
  return (
    <FormDialog
      title={`A hook for ${pipeline.name}`}
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Create hook"
      isPending={create.isPending}
      error={create.error}
    >
      <TextInput
        label="Name"
        description="Of the system that will call"
        placeholder="Registry"
        required
        data-autofocus
        {...form.getInputProps('name')}
      />
      <TextInput
        label="Branch"
        description="A call runs its newest commit. Empty: the repository’s default branch."
        {...form.getInputProps('branch')}
      />
      <TextInputFields
        inputs={inputs}
        hint="Inputs, each as an expression over the body of the call, such as body.image.tag."
        placeholder={(input) => `body.${input}`}
        errors={form.errors}
      />
    </FormDialog>
  );
}
