import { Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { fieldErrors } from '../../../shared/api/problem-error.js';
import { FormDialog } from '../../../shared/ui/form-dialog.js';
import { useDisableAccount } from '../api/accounts.js';

type Props = { userId: string; fullName: string; onClose: () => void };

/** Shuts a person out of the installation, with a reason for their organizations and a note for the other admins. */
export function DisableAccount({ userId, fullName, onClose }: Props) {
  const disable = useDisableAccount();
  const form = useForm({ initialValues: { reason: '', note: '' } });
  const submit = form.onSubmit(({ reason, note }) =>
    disable.mutate(
      { path: { userId }, body: { reason: reason.trim(), ...(note.trim() && { note: note.trim() }) } },
      { onSuccess: onClose, onError: (error) => form.setErrors(fieldErrors(error)) },
    ),
  );
  return (
    <FormDialog
      title={`Disable the account of ${fullName}?`}
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Disable account"
      isDangerous
      isPending={disable.isPending}
      error={disable.error}
    >
      <p>
        They are signed out everywhere within seconds and cannot sign in. You can enable the account again at any time;
        their sessions, their personal API keys and, if they have it, their power over the installation do not come
        back. What they made stays, and they stay members of their organizations.
      </p>
      <Textarea
        label="Reason"
        description="In the audit logs of their organizations"
        required
        autosize
        minRows={2}
        maxLength={500}
        data-autofocus
        {...form.getInputProps('reason')}
      />
      <Textarea
        label="Note"
        description="For platform admins only"
        autosize
        minRows={2}
        maxLength={4000}
        {...form.getInputProps('note')}
      />
    </FormDialog>
  );
}
