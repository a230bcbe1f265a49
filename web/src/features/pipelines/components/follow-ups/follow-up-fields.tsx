import { NativeSelect, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { FollowedOutcome, InputResponse, PipelineResponse } from '../../../../shared/api/generated/types.gen.js';
import { TextInputFields } from '../../../../shared/ui/text-input-fields.js';

/** Whether it is on is not said of a new one: it is. */
export type FollowUpValues = {
  pipelineId: string;
  outcome: FollowedOutcome;
  pattern: string;
  branch: string;
  enabled: boolean;
};

type Props = {
  form: UseFormReturnType<FollowUpValues>;
  upstreamName: string;
  pipelines: readonly Pick<PipelineResponse, 'id' | 'name'>[];
  /** The pipeline that starts. */
  chosen: string;
  inputs: readonly InputResponse[];
  values?: Readonly<Record<string, unknown>>;
};

const OUTCOMES: { value: FollowedOutcome; label: string }[] = [
  { value: 'succeeded', label: 'has succeeded' },
  { value: 'failed', label: 'has failed' },
  { value: 'any', label: 'has ended, however' },
];
const PATTERN = 'A name, or a pattern such as release/*. Nothing follows a pull request.';
const BRANCH = 'Empty: the branch that ended, in the same repository at that very commit.';

/** What is said of a pipeline that starts when another one has ended. */
export function FollowUpFields({ form, upstreamName, pipelines, chosen, inputs, values }: Props) {
  return (
    <>
      <NativeSelect
        label="Pipeline"
        data={pipelines.map(({ id, name }) => ({ value: id, label: name }))}
        {...form.getInputProps('pipelineId')}
        value={chosen}
      />
      <NativeSelect label={`When ${upstreamName}`} data={OUTCOMES} {...form.getInputProps('outcome')} />
      <TextInput label="On the branch" description={PATTERN} required {...form.getInputProps('pattern')} />
      <TextInput label="Run the branch (optional)" description={BRANCH} {...form.getInputProps('branch')} />
      <TextInputFields key={chosen} inputs={inputs} values={values} {...wordsFor(upstreamName)} errors={form.errors} />
    </>
  );
}

const wordsFor = (upstream: string) => ({
  hint: `Inputs: values, or what the run of ${upstream} has, as \${{ nodes.build.outputs.version }} or \${{ inputs.target }}.`,
  placeholder: (name: string) => `\${{ nodes.build.outputs.${name} }}`,
});
