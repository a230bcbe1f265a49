import { ActionIcon, Menu, NativeSelect, Tooltip } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { useCan, useWhyNot } from '../../../shared/api/capabilities.js';
import type { MemberResponse, RoleResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { DataTable, type Column } from '../../../shared/ui/data-table.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { useChangeRole, useMyId } from '../api/people.js';
import classes from './cells.module.css';
import { RemoveDialog, TransferDialog } from './member-dialogs.js';

type Props = { members: readonly MemberResponse[]; roles: readonly RoleResponse[] };
type Asking = { what: 'remove' | 'transfer'; member: MemberResponse };

/** Members with their role, which those who may can change in place. */
export function MemberTable({ members, roles }: Props) {
  const myId = useMyId();
  const [asking, setAsking] = useState<Asking>();
  const close = () => setAsking(undefined);
  const columns: Column<MemberResponse>[] = [
    { key: 'name', header: 'Name', cell: (member) => <Name member={member} isMe={member.userId === myId} /> },
    { key: 'role', header: 'Role', width: '180px', cell: (member) => <RoleSelect member={member} roles={roles} /> },
    {
      key: 'joined',
      header: 'Joined',
      width: '140px',
      phone: 'hide',
      cell: (member) => <RelativeTime at={member.joinedAt} />,
    },
    {
      key: 'more',
      header: 'More',
      bare: true,
      width: '56px',
      align: 'end',
      cell: (member) => member.userId !== myId && <Actions member={member} onAsk={setAsking} />,
    },
  ];
  return (
    <>
      <DataTable label="Members" columns={columns} rows={members} rowKey={(member) => member.userId} />
      {asking?.what === 'remove' && <RemoveDialog member={asking.member} onClose={close} />}
      {asking?.what === 'transfer' && <TransferDialog member={asking.member} roles={roles} onClose={close} />}
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

function RoleSelect({ member, roles }: { member: MemberResponse; roles: readonly RoleResponse[] }) {
  const org = useOrg();
  const change = useChangeRole();
  const isManager = useCan('members.manage');
  const whyNot = useWhyNot('members.manage');
  if (!isManager) {
    return (
      <Tooltip label={whyNot} multiline maw={320}>
        <span tabIndex={0}>{member.roleName}</span>
      </Tooltip>
    );
  }
  const known = roles.map(({ key, name }) => ({ value: key, label: name }));
  return (
    <NativeSelect
      size="xs"
      aria-label={`Role of ${member.fullName}`}
      data={known.length > 0 ? known : [{ value: member.role, label: member.roleName }]}
      value={member.role}
      disabled={change.isPending}
      onChange={(event) =>
        change.mutate({ path: { org, userId: member.userId }, body: { role: event.currentTarget.value } })
      }
    />
  );
}

function Actions({ member, onAsk }: { member: MemberResponse; onAsk: (asking: Asking) => void }) {
  const isManager = useCan('members.manage');
  const isOwner = useCan('org.own');
  const [noRemoval, noTransfer] = [useWhyNot('members.manage'), useWhyNot('org.own')];
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`More for ${member.fullName}`}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          disabled={!isOwner}
          title={isOwner ? undefined : noTransfer}
          onClick={() => onAsk({ what: 'transfer', member })}
        >
          Make owner…
        </Menu.Item>
        <Menu.Item
          color="red"
          disabled={!isManager}
          title={isManager ? undefined : noRemoval}
          onClick={() => onAsk({ what: 'remove', member })}
        >
          Remove…
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
