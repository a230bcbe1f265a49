import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useCan } from '../../../shared/api/capabilities.js';
import type { MemberResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.js';
import { DataTable, type Column } from '../../../shared/ui/data-table.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { useChangeRole, useMyId, useRemoveMember } from '../api/people.js';
import { ROLE_OPTIONS, toRole } from '../model/roles.js';
import classes from './cells.module.css';

/** Members with their role, which those who may can change in place. */
export function MemberTable({ members }: { members: readonly MemberResponse[] }) {
  const isManager = useCan('members.manage');
  const myId = useMyId();
  const [leaving, setLeaving] = useState<MemberResponse>();
  const columns: Column<MemberResponse>[] = [
    { key: 'name', header: 'Name', cell: (member) => <Name member={member} isMe={member.userId === myId} /> },
    {
      key: 'role',
      header: 'Role',
      width: '160px',
      cell: (member) => (isManager ? <RoleSelect member={member} /> : member.role),
    },
    {
      key: 'joined',
      header: 'Joined',
      width: '140px',
      phone: 'hide',
      cell: (member) => <RelativeTime at={member.joinedAt} />,
    },
    {
      key: 'remove',
      header: 'Remove',
      bare: true,
      width: '100px',
      align: 'end',
      cell: (member) =>
        isManager && (
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setLeaving(member)}>
            Remove
          </Button>
        ),
    },
  ];
  return (
    <>
      <DataTable label="Members" columns={columns} rows={members} rowKey={(member) => member.userId} />
      {leaving && <RemoveDialog member={leaving} onClose={() => setLeaving(undefined)} />}
    </>
  );
}

function Name({ member, isMe }: { member: MemberResponse; isMe: boolean }) {
  return (
    <span className={classes.two}>
      <span className={classes.strong}>
        {member.fullName}
        {isMe && <span className={classes.dim}> (you)</span>}
      </span>
      <span className={classes.dim}>{member.email}</span>
    </span>
  );
}

function RoleSelect({ member }: { member: MemberResponse }) {
  const org = useOrg();
  const change = useChangeRole();
  const choose = (word: string) => {
    const role = toRole(word);
    if (role) change.mutate({ path: { org, userId: member.userId }, body: { role } });
  };
  return (
    <NativeSelect
      size="xs"
      aria-label={`Role of ${member.fullName}`}
      data={ROLE_OPTIONS}
      value={member.role}
      disabled={change.isPending}
      onChange={(event) => choose(event.currentTarget.value)}
    />
  );
}

function RemoveDialog({ member, onClose }: { member: MemberResponse; onClose: () => void }) {
  const org = useOrg();
  const remove = useRemoveMember();
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      onConfirm={() => remove.mutate({ path: { org, userId: member.userId } }, { onSuccess: onClose })}
      title={`Remove ${member.fullName}?`}
      confirmLabel="Remove member"
      notUndone={[
        'Votes they have cast keep counting',
        'Runs they have started keep running',
        'To come back they need a new invitation',
      ]}
      isDangerous
      isPending={remove.isPending}
      error={remove.error}
    >
      They lose access to this organization at once. Their name stays in the audit log.
    </ConfirmDialog>
  );
}
