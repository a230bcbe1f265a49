import { Button } from '@mantine/core';
import { useState } from 'react';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import type { MemberFilter } from '../api/people.js';
import { Invitations } from './invitations.js';
import { InviteDialog } from './invite-dialog.js';
import { LeaveDialog } from './leave-dialog.js';
import { Members } from './members.js';

type Props = { filter: MemberFilter; onFilter: (filter: MemberFilter) => void };

/** Who belongs to the organization, and who is invited. */
export function MembersPage({ filter, onFilter }: Props) {
  const [open, setOpen] = useState<'invite' | 'leave'>();
  const close = () => setOpen(undefined);
  const actions = (
    <>
      <Button variant="subtle" color="gray" onClick={() => setOpen('leave')}>
        Leave
      </Button>
      <PermittedButton permission="members.manage" onClick={() => setOpen('invite')}>
        Invite people
      </PermittedButton>
    </>
  );
  return (
    <Page>
      <PageHeader
        title="People"
        meta="A role is a named set of permissions. A vote on an approval always needs another person than the one who asked."
        actions={actions}
      />
      <Members filter={filter} onFilter={onFilter} />
      <Invitations />
      {open === 'invite' && <InviteDialog onClose={close} />}
      {open === 'leave' && <LeaveDialog onClose={close} />}
    </Page>
  );
}
