import { useForm } from '@mantine/form';
import type { BranchRuleResponse } from '../../../shared/api/generated/types.gen.js';
import { fieldErrors } from '../../../shared/api/problem-error.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { inputTexts } from '../../../shared/model/trigger-inputs.js';
import { FormDialog } from '../../../shared/ui/form-dialog.js';
import { useInputsOfFile, useUpdateBranchRule } from '../api/repositories.js';
import { BranchRuleFields, type RuleValues, TARGETS } from './branch-rule-fields.js';

/** Changes what a rule starts. What it is for stays: that is another rule. */
export function ChangeBranchRule({ rule, onClose }: { rule: BranchRuleResponse; onClose: () => void }) {
  const org = useOrg();
  const update = useUpdateBranchRule();
  const { id, repositoryId, target, pattern, pipelinePath, deployable, allowForks, version } = rule;
  const form = useForm<RuleValues>({ initialValues: { target, pattern, pipelinePath, deployable, allowForks } });
  // Of a file that nobody has read yet, what the rule gives stays as it is.
  const inputs = useInputsOfFile(org, repositoryId, form.values.pipelinePath);
  const submit = form.onSubmit(({ target: _for, pattern: _fixed, ...values }, event) =>
    update.mutate(
      {
        path: { org, repositoryId, branchRuleId: id },
        body: { ...values, basedOn: version, inputs: inputs && inputTexts(inputs, new FormData(event?.currentTarget)) },
      },
      { onSuccess: onClose, onError: (error) => form.setErrors(fieldErrors(error)) },
    ),
  );
  return (
    <FormDialog
      title={`Change the rule for ${TARGETS[target].toLowerCase()} ${pattern}`}
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Save"
      isPending={update.isPending}
      error={update.error}
    >
      <BranchRuleFields form={form} inputs={inputs ?? []} values={rule.inputs} />
    </FormDialog>
  );
}
