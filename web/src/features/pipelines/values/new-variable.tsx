import { Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { fieldErrors } from '../../../shared/api/problem-error.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { FormDialog } from '../../../shared/ui/form-dialog.js';
import { useCreateVariable, useShareVariable } from '../api/values.js';
import type { ListProps } from './value-list.js';
import { WhoseField } from './whose-field.js';

export function NewVariable({ projects, of, onClose }: ListProps & { onClose: () => void }) {
  const org = useOrg();
  const [create, share] = [useCreateVariable(), useShareVariable()];
  const [first = 'organization'] = projects.keys();
  const form = useForm({ initialValues: { whose: of ?? first, name: '', value: '' } });
  const after = { onSuccess: onClose, onError: (error: unknown) => form.setErrors(fieldErrors(error)) };
  const submit = form.onSubmit(({ whose, name, value }) => {
    if (whose === 'organization') share.mutate({ path: { org }, body: { name, value } }, after);
    else create.mutate({ path: { org }, body: { projectId: whose, name, value } }, after);
  });
  return (
    <FormDialog
      title="Add a variable"
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Add variable"
      isPending={create.isPending || share.isPending}
      error={create.error ?? share.error}
    >
      <WhoseField
        projects={projects}
        value={form.values.whose}
        onChange={(whose) => form.setFieldValue('whose', whose)}
      />
      <TextInput label="Name" placeholder="REGION" required data-autofocus {...form.getInputProps('name')} />
      <Textarea
        label="Value"
        description="Everybody who may see pipelines sees it"
        autosize
        maxRows={12}
        {...form.getInputProps('value')}
      />
    </FormDialog>
  );
}
