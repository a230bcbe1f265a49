import { Button, Group, Modal, NativeSelect, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { InviteResultResponse } from '../../../shared/api/generated/types.gen.js';
import { fieldErrors } from '../../../shared/api/problem-error.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { Copyable } from '../../../shared/ui/copyable.js';
import { FormDialog } from '../../../shared/ui/form-dialog.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import { useInvite } from '../api/people.js';
import { useRoles } from '../api/roles.js';
import { addressesIn, MAX_ADDRESSES, OUTCOME_WORDS } from '../model/addresses.js';
import classes from './people.module.css';

/** Invites one person or many. Each address is judged for itself; links are shown once. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const org = useOrg();
  const invite = useInvite();
  const roles = useRoles(org).data?.items ?? [];
  const form = useForm({
    initialValues: { emails: '', role: 'developer' },
    validate: {
      emails: (text) => {
        const count = addressesIn(text).length;
        if (count === 0) return 'Enter at least one address';
        return count > MAX_ADDRESSES ? `${count} addresses; ${MAX_ADDRESSES} go at once` : null;
      },
    },
  });
  const chosen = roles.find(({ key }) => key === form.values.role);
  const submit = form.onSubmit(({ emails, role }) =>
    invite.mutate(
      { path: { org }, body: { emails: addressesIn(emails), role } },
      { onError: (error) => form.setErrors(fieldErrors(error)) },
    ),
  );
  if (invite.data) return <Results results={invite.data.items} onClose={onClose} />;
  return (
    <FormDialog
      title="Invite people"
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Invite"
      isPending={invite.isPending}
      error={invite.error}
    >
      <Textarea
        label="E-mail addresses"
        description="One or many, by line or comma. Each person signs in with the address you invite."
        autosize={false}
        rows={4}
        required
        data-autofocus
        {...form.getInputProps('emails')}
      />
      <NativeSelect
        label="Role"
        description={chosen?.description}
        data={roles.map(({ key, name }) => ({ value: key, label: name }))}
        {...form.getInputProps('role')}
      />
    </FormDialog>
  );
}

function Results({ results, onClose }: { results: readonly InviteResultResponse[]; onClose: () => void }) {
  const invited = results.filter(({ invitation }) => invitation !== null);
  const isMailed = invited.some(({ invitation }) => invitation?.isMailed);
  return (
    <Modal opened onClose={onClose} title={`${invited.length} of ${results.length} invited`} size="lg">
      <Stack>
        <Text size="sm">
          {isMailed ? 'The invitations are on their way by e-mail.' : 'Send each person their link.'} A link works once,
          for 7 days, for its address only. It is shown this once; resend an invitation to get a new one.
        </Text>
        <ul className={classes.results}>
          {results.map((result, i) => (
            <Result key={`${i} ${result.email}`} result={result} />
          ))}
        </ul>
        <Group justify="flex-end">
          <Button onClick={onClose}>Done</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Result({ result: { email, outcome, invitation } }: { result: InviteResultResponse }) {
  return (
    <li>
      <span>
        <StateMark
          state={{ mark: outcome === 'invited' ? 'succeeded' : 'warning', word: `${email} ${OUTCOME_WORDS[outcome]}` }}
        />
      </span>
      {invitation && <Copyable value={invitation.acceptUrl} label={`Copy the link for ${email}`} />}
    </li>
  );
}
