import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { capabilitiesOptions } from '../../../../shared/api/capabilities.js';
import type { ServiceAccountResponse } from '../../../../shared/api/generated/types.gen.js';
import { fieldErrors } from '../../../../shared/api/problem-error.js';
import { useOrg } from '../../../../shared/lib/use-org.js';
import { FormDialog } from '../../../../shared/ui/form-dialog.js';
import { useCreateAccountKey } from '../../api/keys.js';
import { expiryIn } from '../../model/key-words.js';
import { KeyFields, NEW_KEY } from './key-fields.js';
import { KeyShown } from './key-shown.js';
import { ScopePicker } from './scope-picker.js';

/** A key of a service account; the server holds its permissions against the account's role. */
export function CreateAccountKey({ account, onClose }: { account: ServiceAccountResponse; onClose: () => void }) {
  const org = useOrg();
  const create = useCreateAccountKey();
  const mine = useQuery(capabilitiesOptions(org)).data?.permissions ?? [];
  const form = useForm({ initialValues: { ...NEW_KEY, scopes: [] as string[] } });
  const submit = form.onSubmit(({ days, ...values }) => {
    const expiresAt = expiryIn(days);
    const body = { ...values, ...(expiresAt !== undefined && { expiresAt }) };
    const path = { org, serviceAccountId: account.id };
    create.mutate({ path, body }, { onError: (error) => form.setErrors(fieldErrors(error)) });
  });
  if (create.data) return <KeyShown title="Key created" secret={create.data.secret} onClose={onClose} />;
  return (
    <FormDialog
      title={`Create a key of ${account.name}`}
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Create key"
      isPending={create.isPending}
      error={create.error}
    >
      <KeyFields form={form} example="deploy script" />
      <ScopePicker
        offered={mine}
        chosen={form.values.scopes}
        onChange={(scopes) => form.setFieldValue('scopes', scopes)}
        error={form.errors['scopes']?.toString()}
      />
    </FormDialog>
  );
}
