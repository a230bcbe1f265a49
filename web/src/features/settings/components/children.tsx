import { NativeSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useCan } from '../../../shared/api/capabilities.js';
import type { ChildOrganizationResponse, RoleBase } from '../../../shared/api/generated/types.gen.js';
import { fieldErrors } from '../../../shared/api/problem-error.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { DataTable, type Column } from '../../../shared/ui/data-table.js';
import { FormDialog } from '../../../shared/ui/form-dialog.js';
import { TextLink } from '../../../shared/ui/link-button.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { Section } from '../../../shared/ui/section.js';
import { useChildren, useCreateChild, useUpdateChild } from '../api/organization.js';
import classes from './cells.module.css';

const VISITOR_ROLES: { value: RoleBase; label: string }[] = [
  { value: 'admin', label: 'Admins' },
  { value: 'operator', label: 'Operators' },
  { value: 'developer', label: 'Developers' },
  { value: 'viewer', label: 'Viewers' },
];

/** The organizations of an agency: one for each of its clients, say. */
export function Children() {
  const [isCreating, setCreating] = useState(false);
  const mayLook = useCan('org.manage');
  const create = (
    <PermittedButton permission="org.manage" variant="default" size="compact-sm" onClick={() => setCreating(true)}>
      New organization below
    </PermittedButton>
  );
  return (
    <Section
      title="Organizations below this one"
      aside={create}
      description="For agencies: an organization for each client, with members and data of its own, on your plan. Your owners and admins can enter it."
    >
      {mayLook && <ChildList />}
      {isCreating && <CreateChild onClose={() => setCreating(false)} />}
    </Section>
  );
}

function ChildList() {
  const query = useChildren(useOrg());
  return (
    <QueryView
      query={query}
      isEmpty={({ items }) => items.length === 0}
      empty={<p className={classes.note}>None yet.</p>}
    >
      {({ items }) => <ChildTable rows={items} />}
    </QueryView>
  );
}

function ChildTable({ rows }: { rows: readonly ChildOrganizationResponse[] }) {
  const columns: Column<ChildOrganizationResponse>[] = [
    {
      key: 'name',
      header: 'Name',
      cell: ({ slug, name }) => (
        <TextLink to="/$org" params={{ org: slug }} fw={550}>
          {name}
        </TextLink>
      ),
    },
    {
      key: 'members',
      header: 'Members',
      width: '90px',
      align: 'end',
      phone: 'hide',
      cell: ({ memberCount }) => memberCount,
    },
    { key: 'role', header: 'Your admins are', width: '160px', cell: (child) => <VisitorRole child={child} /> },
    {
      key: 'made',
      header: 'Created',
      width: '130px',
      phone: 'hide',
      cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
    },
  ];
  return <DataTable label="Organizations below" columns={columns} rows={rows} rowKey={({ id }) => id} />;
}

function VisitorRole({ child }: { child: ChildOrganizationResponse }) {
  const org = useOrg();
  const update = useUpdateChild();
  return (
    <NativeSelect
      size="xs"
      aria-label={`What your owners and admins are in ${child.name}`}
      data={VISITOR_ROLES}
      value={child.visitorRole}
      disabled={update.isPending}
      onChange={(event) =>
        update.mutate({
          path: { org, childId: child.id },
          body: { visitorRole: event.currentTarget.value as RoleBase },
        })
      }
    />
  );
}

function CreateChild({ onClose }: { onClose: () => void }) {
  const org = useOrg();
  const create = useCreateChild();
  const form = useForm({ initialValues: { name: '', visitorRole: 'admin' as RoleBase } });
  const submit = form.onSubmit((body) =>
    create.mutate(
      { path: { org }, body },
      { onSuccess: onClose, onError: (error) => form.setErrors(fieldErrors(error)) },
    ),
  );
  return (
    <FormDialog
      title="New organization below this one"
      onClose={onClose}
      onSubmit={submit}
      submitLabel="Create organization"
      isPending={create.isPending}
      error={create.error}
    >
      <TextInput label="Name" required maxLength={100} data-autofocus {...form.getInputProps('name')} />
      <NativeSelect
        label="Your owners and admins enter it as"
        description="You own it yourself. Votes on approvals stay with its members."
        data={VISITOR_ROLES}
        {...form.getInputProps('visitorRole')}
      />
    </FormDialog>
  );
}
