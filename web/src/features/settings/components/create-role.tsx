import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { RoleResponse } from '../../../shared/api/generated/types.gen.js';
import { fieldErrors } from '../../../shared/api/problem-error.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { FormDialog } from '../../../shared/ui/form-dialog.js';
import { useCreateRole } from '../api/roles.js';
import { RankSelect } from './rank-select.js';

type Props = { copyOf: RoleResponse | undefined; onCreated: (key: string) => void; onClose: () => void };

/** A role from nothing or from another one. What it allows is chosen afterwards. */
export function CreateRole({ copyOf, onCreated, onClose }: Props) {
  const org = useOrg();
  const create = useCreateRole();
  const rank = copyOf?.basedOn === 'owner' ? 'admin' : copyOf?.basedOn;
  const form = useForm({
    initialValues: { name: copyOf ? `${copyOf.name} copy` : '', description: '', basedOn: rank ?? 'viewer' },
  });
  const submit = form.onSubmit(({ name, description, basedOn }) =>
    create.mutate(
      { path: { org }, body: { name, description, basedOn, ...(copyOf && { copyOf: copyOf.key }) } },
      {
        onSuccess: ({ key }) => {
          onClose();
          onCreated(key);
        },
        onError: (error) => form.setErrors(fieldErrors(error)),
      },
    ),
  );
  return (
    <FormDialog
      title={copyOf ? `New role from ${copyOf.name}` : 'New role'}
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Create role"
      isPending={create.isPending}
      error={create.error}
    >
      <TextInput label="Name" required maxLength={60} data-autofocus {...form.getInputProps('name')} />
      <TextInput label="What it is for" maxLength={300} {...form.getInputProps('description')} />
      <RankSelect {...form.getInputProps('basedOn')} />
    </FormDialog>
  );
}
