import { MultiSelect, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { fieldErrors } from '../../../shared/api/problem-error.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { FormDialog } from '../../../shared/ui/form-dialog.js';
import { useCreateSecret, useShareSecret } from '../api/values.js';
import type { ListProps } from './value-list.js';
import { WhoseField } from './whose-field.js';

export function NewSecret({ projects, of, onClose }: ListProps & { onClose: () => void }) {
  const org = useOrg();
  const [create, share] = [useCreateSecret(), useShareSecret()];
  const [first = 'organization'] = projects.keys();
  const kept: string[] = [];
  const form = useForm({ initialValues: { whose: of ?? first, name: '', value: '', kept } });
  const after = { onSuccess: onClose, onError: (error: unknown) => form.setErrors(fieldErrors(error)) };
  const submit = form.onSubmit(({ whose, name, value, kept: projectIds }) => {
    if (whose !== 'organization') create.mutate({ path: { org }, body: { projectId: whose, name, value } }, after);
    else
      share.mutate({ path: { org }, body: { name, value, projectIds: projectIds.length ? projectIds : null } }, after);
  });
  return (
    <FormDialog
      title="Add a secret"
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Add secret"
      isPending={create.isPending || share.isPending}
      error={create.error ?? share.error}
    >
      <WhoseField
        projects={projects}
        value={form.values.whose}
        onChange={(whose) => form.setFieldValue('whose', whose)}
      />
      {form.values.whose === 'organization' && (
        <MultiSelect
          label="Only for"
          description="All projects have it where none is chosen"
          data={[...projects].map(([value, label]) => ({ value, label }))}
          searchable
          clearable
          {...form.getInputProps('kept')}
        />
      )}
      <TextInput label="Name" placeholder="REGISTRY_TOKEN" required data-autofocus {...form.getInputProps('name')} />
      <Textarea
        label="Value"
        description="It goes in and is never shown again"
        required
        autosize
        maxRows={12}
        {...form.getInputProps('value')}
      />
    </FormDialog>
  );
}
