import { useForm } from '@mantine/form';
import type { HookTriggerSecretResponse } from '../../../../shared/api/generated/types.gen.js';
import { fieldErrors } from '../../../../shared/api/problem-error.js';
import { useOrg } from '../../../../shared/lib/use-org.js';
import { inputTexts } from '../../../../shared/model/trigger-inputs.js';
import { FormDialog } from '../../../../shared/ui/form-dialog.js';
import { useCreateHook } from '../../api/hooks.js';
import { useInputs } from '../../api/pipelines.js';
import { HookFields, type HookValues } from './hook-fields.js';

const BRANCH = 'A call runs its newest commit. Empty: the repository’s default branch.';

type Props = {
  pipeline: { id: string; name: string };
  onMade: (made: HookTriggerSecretResponse) => void;
  onClose: () => void;
};

/** A new address for another system; its secret is shown next, once. */
export function CreateHook({ pipeline, onMade, onClose }: Props) {
  const org = useOrg();
  const create = useCreateHook();
  const form = useForm<HookValues>({ initialValues: { name: '', branch: '', enabled: true } });
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
      <HookFields form={form} branch={{ description: BRANCH }} inputs={inputs} />
    </FormDialog>
  );
}
