import { Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { TenantMemberResponse } from '../../../shared/api/generated/types.gen.js';
import { fieldErrors } from '../../../shared/api/problem-error.js';
import { FormDialog } from '../../../shared/ui/form-dialog.js';
import { useImpersonate } from '../api/impersonation.js';

type Props = { organizationId: string; organization: string; person: TenantMemberResponse; onClose: () => void };
const LEAST = 10;

/** Acting as a member, for a reason that the organization gets to read. */
export function Impersonate({ organizationId: orgId, organization, person, onClose }: Props) {
  const impersonate = useImpersonate();
  const form = useForm({
    initialValues: { reason: '' },
    validate: { reason: (text) => (text.trim().length < LEAST ? 'Say why in at least 10 characters' : null) },
  });
  const submit = form.onSubmit(({ reason }) =>
    impersonate.mutate(
      { body: { userId: person.userId, orgId, reason: reason.trim() } },
      { onError: (error) => form.setErrors(fieldErrors(error)) },
    ),
  );
  return (
    <FormDialog
      title={`Act as ${person.fullName}?`}
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Start"
      isPending={impersonate.isPending}
      error={impersonate.error}
    >
      <p>
        For 15 minutes you see {organization} as {person.fullName} ({person.role}) does. Secrets, keys, members, money
        and votes stay closed. The organization sees that you did it, why, and what you changed.
      </p>
      <Textarea
        label="Reason"
        placeholder="Ticket 4711: they cannot find their deployment"
        required
        autosize
        minRows={2}
        data-autofocus
        {...form.getInputProps('reason')}
      />
    </FormDialog>
  );
}
