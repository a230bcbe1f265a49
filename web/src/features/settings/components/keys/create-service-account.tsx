import { NativeSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { fieldErrors } from '../../../../shared/api/problem-error.js';
import { useOrg } from '../../../../shared/lib/use-org.js';
import { FormDialog } from '../../../../shared/ui/form-dialog.js';
import { useCreateServiceAccount } from '../../api/keys.js';
import { useRoles } from '../../api/roles.js';
import { accountRoles, roleMeaning } from '../../model/account-roles.js';

/** A new service account. Its role is what all of its keys stay within. */
export function CreateServiceAccount({ onClose }: { onClose: () => void }) {
  const org = useOrg();
  const create = useCreateServiceAccount();
  const roles = useRoles(org).data?.items ?? [];
  const form = useForm({ initialValues: { name: '', description: '', role: 'developer' } });
  const submit = form.onSubmit((body) =>
    create.mutate(
      { path: { org }, body },
      { onSuccess: onClose, onError: (error) => form.setErrors(fieldErrors(error)) },
    ),
  );
  return (
    <FormDialog
      title="New service account"
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Create account"
      isPending={create.isPending}
      error={create.error}
    >
      <TextInput label="Name" placeholder="deploy bot" required data-autofocus {...form.getInputProps('name')} />
      <TextInput label="What it is for" {...form.getInputProps('description')} />
      <NativeSelect
        label="Role"
        data={accountRoles(roles)}
        description={roleMeaning(roles, form.values.role)}
        {...form.getInputProps('role')}
      />
    </FormDialog>
  );
}
