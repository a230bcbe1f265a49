import type { InvitationResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { DataTable, type Column } from '../../../shared/ui/data-table.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { useRevokeInvitation } from '../api/people.js';

/** Invitations nobody has taken yet. */
export function InvitationTable({ invitations }: { invitations: readonly InvitationResponse[] }) {
  const org = useOrg();
  const revoke = useRevokeInvitation();
  const columns: Column<InvitationResponse>[] = [
    { key: 'email', header: 'E-mail', cell: ({ email }) => email },
    { key: 'role', header: 'Role', width: '120px', cell: ({ role }) => role },
    {
      key: 'expires',
      header: 'Expires',
      width: '140px',
      phone: 'hide',
      cell: ({ expiresAt }) => <RelativeTime at={expiresAt} />,
    },
    {
      key: 'revoke',
      header: 'Revoke',
      bare: true,
      align: 'end',
      width: '100px',
      cell: ({ id }) => (
        <PermittedButton
          permission="members.manage"
          variant="subtle"
          color="gray"
          size="compact-sm"
          onClick={() => revoke.mutate({ path: { org, invitationId: id } })}
        >
          Revoke
        </PermittedButton>
      ),
    },
  ];
  return <DataTable label="Invitations" columns={columns} rows={invitations} rowKey={({ id }) => id} />;
}
