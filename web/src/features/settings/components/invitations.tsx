import { Button, Modal, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { InvitationResponse, InvitationState } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import type { MarkedState } from '../../../shared/model/states.js';
import { DataTable, type Column } from '../../../shared/ui/data-table.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { Section } from '../../../shared/ui/section.js';
import { ShowOnce } from '../../../shared/ui/show-once.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import { useInvitations, useResendInvitation, useRevokeInvitation } from '../api/people.js';
import classes from './cells.module.css';

const MARKS: Record<InvitationState, MarkedState> = {
  pending: { mark: 'waiting', word: 'Pending' },
  accepted: { mark: 'succeeded', word: 'Accepted' },
  declined: { mark: 'failed', word: 'Declined' },
  revoked: { mark: 'cancelled', word: 'Revoked' },
  expired: { mark: 'warning', word: 'Expired' },
};

/** Who is invited and has not come yet, and what became of those before. */
export function Invitations() {
  const [scope, setScope] = useState<'pending' | 'all'>('pending');
  const query = useInvitations(useOrg(), scope === 'pending' ? 'pending' : undefined);
  const none = (
    <p className={classes.note}>{scope === 'pending' ? 'Nobody is waiting to come in.' : 'Nobody was ever invited.'}</p>
  );
  const choice = (
    <SegmentedControl
      size="xs"
      aria-label="Which invitations"
      data={[
        { value: 'pending', label: 'Pending' },
        { value: 'all', label: 'All' },
      ]}
      value={scope}
      onChange={(value) => setScope(value === 'all' ? 'all' : 'pending')}
    />
  );
  return (
    <Section title="Invitations" count={query.data?.items.length} aside={choice}>
      <QueryView query={query} isEmpty={({ items }) => items.length === 0} empty={none}>
        {({ items }) => <InvitationTable invitations={items} />}
      </QueryView>
    </Section>
  );
}

function InvitationTable({ invitations }: { invitations: readonly InvitationResponse[] }) {
  const resend = useResendInvitation();
  const columns: Column<InvitationResponse>[] = [
    {
      key: 'email',
      header: 'E-mail',
      cell: ({ email, inviterName }) => (
        <span className={classes.two}>
          <span className={classes.strong}>{email}</span>
          {inviterName && <span className={classes.dim}>invited by {inviterName}</span>}
        </span>
      ),
    },
    { key: 'role', header: 'Role', width: '140px', phone: 'hide', cell: ({ roleName }) => roleName },
    { key: 'state', header: 'State', width: '110px', cell: ({ state }) => <StateMark state={MARKS[state]} /> },
    {
      key: 'expires',
      header: 'Until',
      width: '120px',
      phone: 'hide',
      cell: ({ expiresAt }) => <RelativeTime at={expiresAt} />,
    },
    {
      key: 'actions',
      header: 'Actions',
      bare: true,
      align: 'end',
      width: '170px',
      cell: (invitation) => <Actions invitation={invitation} resend={resend} />,
    },
  ];
  return (
    <>
      <DataTable label="Invitations" columns={columns} rows={invitations} rowKey={({ id }) => id} />
      {resend.data && (
        <Modal opened onClose={resend.reset} title={`A new link for ${resend.data.email}`}>
          <p className={classes.note}>
            {resend.data.isMailed ? 'It is on its way by e-mail. ' : 'Pass it on yourself. '}The link before no longer
            works.
          </p>
          <ShowOnce label="Invitation link" value={resend.data.acceptUrl} />
          <Button mt="md" onClick={resend.reset}>
            Done
          </Button>
        </Modal>
      )}
    </>
  );
}

type ActionProps = { invitation: InvitationResponse; resend: ReturnType<typeof useResendInvitation> };

function Actions({ invitation: { id, state }, resend }: ActionProps) {
  const org = useOrg();
  const revoke = useRevokeInvitation();
  if (state !== 'pending' && state !== 'expired') return null;
  const look = { permission: 'members.manage', variant: 'subtle', color: 'gray', size: 'compact-sm' } as const;
  return (
    <>
      <PermittedButton {...look} onClick={() => resend.mutate({ path: { org, invitationId: id } })}>
        Resend
      </PermittedButton>
      <PermittedButton {...look} onClick={() => revoke.mutate({ path: { org, invitationId: id } })}>
        Revoke
      </PermittedButton>
    </>
  );
}
