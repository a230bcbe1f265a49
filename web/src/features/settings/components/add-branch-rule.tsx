import { NativeSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { RuleTarget } from '../../../shared/api/generated/types.gen.js';
import { fieldErrors } from '../../../shared/api/problem-error.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { inputTexts } from '../../../shared/model/trigger-inputs.js';
import { FormDialog } from '../../../shared/ui/form-dialog.js';
import { useCreateBranchRule, useInputsOfFile } from '../api/repositories.js';
import { BranchRuleFields, type RuleValues, TARGETS } from './branch-rule-fields.js';

const START: RuleValues = {
  target: 'branch',
  pattern: 'main',
  pipelinePath: '.throughline/pipeline.yml',
  deployable: true,
  allowForks: false,
};

/** A new rule; what it gives the file can be said once a run has read that. */
export function AddBranchRule({ repositoryId, onClose }: { repositoryId: string; onClose: () => void }) {
  const org = useOrg();
  const create = useCreateBranchRule();
  const form = useForm<RuleValues>({ initialValues: START });
  const { target, pipelinePath } = form.values;
  const inputs = useInputsOfFile(org, repositoryId, pipelinePath) ?? [];
  const submit = form.onSubmit(({ allowForks, ...body }, event) =>
    create.mutate(
      {
        path: { org, repositoryId },
        body: {
          ...body,
          allowForks: allowForks && target === 'pull_request',
          inputs: inputTexts(inputs, new FormData(event?.currentTarget)),
        },
      },
      { onSuccess: onClose, onError: (error) => form.setErrors(fieldErrors(error)) },
    ),
  );
  return (
    <FormDialog
      title="Add a rule"
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Add rule"
      isPending={create.isPending}
      error={create.error}
    >
      <TargetSelect
        value={target}
        onChange={(next) => form.setValues({ target: next, deployable: next === 'branch' })}
      />
      <TextInput
        label="Name"
        description={`A name, or a pattern such as ${target === 'tag' ? 'v*' : 'feature/*'}`}
        required
        data-autofocus
        {...form.getInputProps('pattern')}
      />
      <BranchRuleFields form={form} inputs={inputs} />
    </FormDialog>
  );
}

function TargetSelect({ value, onChange }: { value: RuleTarget; onChange: (target: RuleTarget) => void }) {
  return (
    <NativeSelect
      label="For"
      data={Object.entries(TARGETS).map(([target, label]) => ({ value: target, label }))}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value as RuleTarget)}
    />
  );
}
