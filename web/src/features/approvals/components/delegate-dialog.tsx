import { NativeSelect, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { fieldErrors } from '../../../shared/api/problem-error.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { FormDialog } from '../../../shared/ui/form-dialog.js';
import { useDelegate, useMemberChoice } from '../api/approvals.js';
import { DAYS_CHOICE, untilOf } from '../model/delegation-draft.js';

type Props = { approvalId?: string; onClose: () => void };

/** Gives one's place to another until a time, for one request or for all. */
export function DelegateDialog({ approvalId, onClose }: Props) {
  const org = useOrg();
  const members = useMemberChoice(org);
  const delegate = useDelegate();
  const form = useForm({
    initialValues: { toUserId: '', days: '7', reason: '' },
    validate: { toUserId: (id) => (id ? null : 'Choose who votes in your place') },
  });
  const submit = form.onSubmit(({ toUserId, days, reason }) => {
    const until = untilOf(Number(days), new Date());
    const more = { ...(approvalId && { approvalId }), ...(reason.trim() && { reason: reason.trim() }) };
    delegate.mutate(
      { path: { org }, body: { toUserId, until, ...more } },
      { onSuccess: onClose, onError: (error) => form.setErrors(fieldErrors(error)) },
    );
  });
  return (
    <FormDialog
      title={approvalId ? 'Delegate your vote on this request' : 'Delegate your votes'}
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Delegate"
      isPending={delegate.isPending}
      error={delegate.error}
    >
      <Text size="sm">
        They vote in your place where they have none of their own. They cannot hand it on, and never vote for you on
        what you ask for yourself.
      </Text>
      <NativeSelect
        label="To"
        required
        data={[
          { value: '', label: 'Choose a member' },
          ...members.map(({ userId, fullName }) => ({ value: userId, label: fullName })),
        ]}
        {...form.getInputProps('toUserId')}
      />
      <NativeSelect label="Until" data={DAYS_CHOICE} {...form.getInputProps('days')} />
      <TextInput label="Why? (optional)" maxLength={500} {...form.getInputProps('reason')} />
    </FormDialog>
  );
}
