import { useState } from 'react';
import type { ApprovalGroupResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { type Column, DataTable } from '../../../shared/ui/data-table.js';
import { EmptyState } from '../../../shared/ui/empty-state.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { Section } from '../../../shared/ui/section.js';
import { useGroups } from '../api/approvals.js';
import { DeleteGroup } from './delete-group.js';
import { Delegations } from './delegations.js';
import { GroupDialog } from './group-dialog.js';
import classes from './inbox.module.css';

type Open = { dialog: 'new' } | { dialog: 'edit' | 'delete'; group: ApprovalGroupResponse };

/** Who votes beside roles: groups of members, and those who vote in the place of others. */
export function GroupsPage() {
  const groups = useGroups(useOrg());
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const newGroup = (
    <PermittedButton permission="approvals.manage" size="xs" onClick={() => setOpen({ dialog: 'new' })}>
      New group
    </PermittedButton>
  );
  return (
    <Page>
      <PageHeader title="Approval groups" meta={<span>Who votes on what, beside roles</span>} />
      <Section title="Groups" count={groups.data?.items.length} aside={newGroup}>
        <QueryView query={groups} isEmpty={({ items }) => items.length === 0} empty={<NoGroups />}>
          {({ items }) => <DataTable label="Groups" columns={columns(setOpen)} rows={items} rowKey={({ id }) => id} />}
        </QueryView>
      </Section>
      <Delegations />
      {open?.dialog === 'new' && <GroupDialog onClose={close} />}
      {open?.dialog === 'edit' && <GroupDialog group={open.group} onClose={close} />}
      {open?.dialog === 'delete' && <DeleteGroup group={open.group} onClose={close} />}
    </Page>
  );
}

const columns = (onOpen: (open: Open) => void): Column<ApprovalGroupResponse>[] => [
  { key: 'name', header: 'Name', cell: ({ name }) => name },
  { key: 'slug', header: 'In pipeline files', phone: 'hide', cell: ({ slug }) => <code>{slug}</code> },
  {
    key: 'members',
    header: 'Members',
    cell: ({ members }) =>
      members.map(({ name }) => name).join(', ') || 'Nobody: requests for it alone cannot be decided',
  },
  {
    key: 'actions',
    header: 'Actions',
    align: 'end',
    cell: (group) => (
      <span className={classes.rowActions}>
        <PermittedButton
          permission="approvals.manage"
          size="compact-xs"
          variant="default"
          onClick={() => onOpen({ dialog: 'edit', group })}
        >
          Edit
        </PermittedButton>
        <PermittedButton
          permission="approvals.manage"
          size="compact-xs"
          variant="default"
          onClick={() => onOpen({ dialog: 'delete', group })}
        >
          Delete
        </PermittedButton>
      </span>
    ),
  },
];

function NoGroups() {
  return (
    <EmptyState title="No groups yet">
      A group is a name for members, like <code>release-managers</code>. An approval in a pipeline file says{' '}
      <code>groups: [release-managers]</code>, and then only they can vote on it.
    </EmptyState>
  );
}
