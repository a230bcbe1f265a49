import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { fieldErrors } from '../../../shared/api/problem-error.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { FormDialog } from '../../../shared/ui/form-dialog.js';
import { ShowOnce } from '../../../shared/ui/show-once.js';
import { useInvite } from '../api/people.js';
import { ROLE_MEANING, ROLE_OPTIONS, toRole } from '../model/roles.js';

/** Invites one person by e-mail. The link is shown once, because the server keeps only its fingerprint. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const org = useOrg();
  const invite = useInvite();
  const form = useForm({ initialValues: { email: '', role: 'developer' } });
  const role = toRole(form.values.role) ?? 'viewer';
  const submit = form.onSubmit(({ email }) =>
    invite.mutate({ path: { org }, body: { email, role } }, { onError: (error) => form.setErrors(fieldErrors(error)) }),
  );
  if (invite.data) return <Invited email={invite.data.email} token={invite.data.token} onClose={onClose} />;
  return (
    <FormDialog
      title="Invite people"
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Create invitation"
      isPending={invite.isPending}
      error={invite.error}
    >
      <TextInput
        type="email"
        label="E-mail"
        description="They must sign in with this address."
        required
        data-autofocus
        {...form.getInputProps('email')}
      />
      <NativeSelect label="Role" description={ROLE_MEANING[role]} data={ROLE_OPTIONS} {...form.getInputProps('role')} />
    </FormDialog>
  );
}

function Invited({ email, token, onClose }: { email: string; token: string; onClose: () => void }) {
  const link = `${window.location.origin}/invitations/accept?token=${encodeURIComponent(token)}`;
  return (
    <Modal opened onClose={onClose} title="Invitation created">
      <Stack>
        <Text>Send this link to {email}. It works once, for this address only.</Text>
        <ShowOnce label="Invitation link" value={link} />
        <Group justify="flex-end">
          <Button onClick={onClose}>Done</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
