import { NativeSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { FollowedOutcome } from '../../../../shared/api/generated/types.gen.js';
import { fieldErrors } from '../../../../shared/api/problem-error.js';
import { useOrg } from '../../../../shared/lib/use-org.js';
import { FormDialog } from '../../../../shared/ui/form-dialog.js';
import { useCreateFollowUp } from '../../api/follow-ups.js';
import { useInputs, usePipelines } from '../../api/pipelines.js';
import { inputTexts } from '../../model/trigger-inputs.js';
import { TextInputFields } from '../text-input-fields.js';

const OUTCOMES: { value: FollowedOutcome; label: string }[] = [
  { value: 'succeeded', label: 'has succeeded' },
  { value: 'failed', label: 'has failed' },
  { value: 'any', label: 'has ended, however' },
];
const PATTERN = 'A name, or a pattern such as release/*. Nothing follows a pull request.';
const BRANCH = 'Empty: the branch that ended, in the same repository at that very commit.';
const START = { pipelineId: '', outcome: 'succeeded' as FollowedOutcome, pattern: '*', branch: '' };

/** Has another pipeline start when this one has ended; it runs on behalf of whoever says so. */
export function CreateFollowUp({ upstream, onClose }: { upstream: { id: string; name: string }; onClose: () => void }) {
  const org = useOrg();
  const create = useCreateFollowUp();
  const pipelines = usePipelines(org).data?.items ?? [];
  const form = useForm({ initialValues: START });
  const chosen = form.values.pipelineId || pipelines.find(({ id }) => id !== upstream.id)?.id || upstream.id;
  const inputs = useInputs(org, chosen);
  const submit = form.onSubmit(({ branch, ...values }, event) =>
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
      <NativeSelect
        label="Pipeline"
        data={pipelines.map(({ id, name }) => ({ value: id, label: name }))}
        {...form.getInputProps('pipelineId')}
        value={chosen}
      />
      <NativeSelect label={`When ${upstream.name}`} data={OUTCOMES} {...form.getInputProps('outcome')} />
      <TextInput label="On the branch" description={PATTERN} required {...form.getInputProps('pattern')} />
      <TextInput label="Run the branch (optional)" description={BRANCH} {...form.getInputProps('branch')} />
      <TextInputFields key={chosen} inputs={inputs} {...wordsFor(upstream.name)} errors={form.errors} />
    </FormDialog>
  );
}

const wordsFor = (upstream: string) => ({
  hint: `Inputs: values, or what the run of ${upstream} has, as \${{ nodes.build.outputs.version }} or \${{ inputs.target }}.`,
  placeholder: (name: string) => `\${{ nodes.build.outputs.${name} }}`,
});
