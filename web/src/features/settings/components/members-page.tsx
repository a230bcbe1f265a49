import { useState } from 'react';
import { useOrg } from '../../../shared/lib/use-org.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { Section } from '../../../shared/ui/section.js';
import { useInvitations, useMembers } from '../api/people.js';
import { InvitationTable } from './invitation-table.js';
import { InviteDialog } from './invite-dialog.js';
import { MemberTable } from './member-table.js';

/** Who belongs to the organization, and who is invited. */
export function MembersPage() {
  const org = useOrg();
  const members = useMembers(org);
  const invitations = useInvitations(org);
  const [isInviting, setInviting] = useState(false);
  const invite = (
    <PermittedButton permission="members.manage" onClick={() => setInviting(true)}>
      Invite people
    </PermittedButton>
  );
  const open = invitations.data?.items.filter(({ acceptedAt, revokedAt }) => !acceptedAt && !revokedAt) ?? [];
  return (
    <Page>
      <PageHeader
        title="People"
        meta="A role is a named set of permissions. A vote on an approval always needs another person than the one who asked."
        actions={invite}
      />
      <Section title="Members" count={members.data?.items.length}>
        <QueryView query={members}>{({ items }) => <MemberTable members={items} />}</QueryView>
      </Section>
      {open.length > 0 && (
        <Section title="Invitations" count={open.length}>
          <InvitationTable invitations={open} />
        </Section>
      )}
      {isInviting && <InviteDialog onClose={() => setInviting(false)} />}
    </Page>
  );
}
