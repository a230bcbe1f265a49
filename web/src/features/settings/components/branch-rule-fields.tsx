import { Checkbox, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ComponentProps } from 'react';
import type { InputResponse, RuleTarget } from '../../../shared/api/generated/types.gen.js';
import { TextInputFields } from '../../../shared/ui/text-input-fields.js';

export const TARGETS: Record<RuleTarget, string> = { branch: 'Branch', tag: 'Tag', pull_request: 'Pull request into' };

/** What of a rule can be another than it is. */
export type RuleValues = {
  target: RuleTarget;
  pattern: string;
  pipelinePath: string;
  deployable: boolean;
  allowForks: boolean;
};

const EXAMPLES: Record<RuleTarget, string> = {
  branch: 'branch or commit.sha',
  tag: 'tag or commit.sha',
  pull_request: 'pullRequest.number or commit.sha',
};

type Props = {
  form: UseFormReturnType<RuleValues>;
  inputs: readonly InputResponse[];
  values?: Readonly<Record<string, string>>;
};

/** What the runs of a rule are of, what they are given, and what they may do. */
export function BranchRuleFields({ form, inputs, values }: Props) {
  const { target } = form.values;
  return (
    <>
      <TextInput
        label="Pipeline file"
        description="Its path in the repository"
        required
        {...form.getInputProps('pipelinePath')}
      />
      <TextInputFields
        inputs={inputs}
        values={values}
        hint={`Inputs, each as an expression such as ${EXAMPLES[target]}. A fixed text stands in quotes: "live".`}
        placeholder={() => ''}
        errors={form.errors}
      />
      <Checkbox label="Its runs may deploy" {...form.getInputProps('deployable', { type: 'checkbox' })} />
      {target === 'pull_request' && <AllowForks {...form.getInputProps('allowForks', { type: 'checkbox' })} />}
    </>
  );
}

function AllowForks(props: ComponentProps<typeof Checkbox>) {
  return (
    <Checkbox
      label="Run pull requests from forks too"
      description="Their pipeline file is run on your runners, whoever wrote it. They never deploy."
      {...props}
    />
  );
}
