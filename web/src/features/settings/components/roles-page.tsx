import { useState } from 'react';
import type { RoleResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { DataTable, type Column } from '../../../shared/ui/data-table.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { Section } from '../../../shared/ui/section.js';
import { useRoles } from '../api/roles.js';
import { differenceWords } from '../model/permission-groups.js';
import classes from './cells.module.css';
import { CreateRole } from './create-role.js';
import { RoleDrawer } from './role-drawer.js';
import { RolePresets } from './role-presets.js';

type Props = { selected: string | undefined; onSelect: (key: string | undefined) => void };

/** The roles: what each allows, how it differs from the preset it ranks as, and who has it. */
export function RolesPage({ selected, onSelect }: Props) {
  const query = useRoles(useOrg());
  const [copying, setCopying] = useState<RoleResponse | 'blank'>();
  const create = (
    <PermittedButton permission="roles.manage" onClick={() => setCopying('blank')}>
      New role
    </PermittedButton>
  );
  const shown = query.data?.items.find(({ key }) => key === selected);
  return (
    <Page>
      <PageHeader
        title="Roles"
        meta="What a role allows everywhere. Single environments can grant more or less: see Grants."
        actions={create}
      />
      <Section title="Roles of this organization" count={query.data?.items.length}>
        <QueryView query={query}>{({ items }) => <RoleTable roles={items} onOpen={onSelect} />}</QueryView>
      </Section>
      <Section
        title="Vocabularies"
        description="Roles as other systems name them. Each set is added with one click and can be changed afterwards."
      >
        <RolePresets />
      </Section>
      {shown && (
        <RoleDrawer
          key={shown.key}
          role={shown}
          roles={query.data?.items ?? []}
          onCopy={() => setCopying(shown)}
          onClose={() => onSelect(undefined)}
        />
      )}
      {copying && (
        <CreateRole
          copyOf={copying === 'blank' ? undefined : copying}
          onCreated={onSelect}
          onClose={() => setCopying(undefined)}
        />
      )}
    </Page>
  );
}

function RoleTable({ roles, onOpen }: { roles: readonly RoleResponse[]; onOpen: (key: string) => void }) {
  const nameOf = (key: string) => roles.find((role) => role.key === key)?.name ?? key;
  const columns: Column<RoleResponse>[] = [
    {
      key: 'name',
      header: 'Role',
      cell: ({ key, name, description }) => (
        <span className={classes.two}>
          <button type="button" className={classes.open} onClick={() => onOpen(key)}>
            {name}
          </button>
          <span className={classes.dim}>{description}</span>
        </span>
      ),
    },
    {
      key: 'base',
      header: 'Ranks as',
      width: '120px',
      phone: 'hide',
      cell: ({ isBuiltIn, basedOn }) => (isBuiltIn ? 'preset' : nameOf(basedOn)),
    },
    {
      key: 'difference',
      header: 'Differs',
      width: '100px',
      phone: 'hide',
      cell: ({ added, removed }) => differenceWords(added.length, removed.length),
    },
    { key: 'permissions', header: 'Allows', width: '80px', align: 'end', cell: (role) => role.permissions.length },
    {
      key: 'people',
      header: 'People',
      width: '200px',
      cell: ({ memberCount, memberNames }) => <Who count={memberCount} names={memberNames} />,
    },
  ];
  return (
    <DataTable
      label="Roles"
      columns={columns}
      rows={roles}
      rowKey={({ key }) => key}
      onOpen={(role) => onOpen(role.key)}
    />
  );
}

function Who({ count, names }: { count: number; names: readonly string[] }) {
  if (count === 0) return <span className={classes.dim}>nobody</span>;
  const shown = names.slice(0, 2);
  return (
    <span>
      {shown.join(', ')}
      {count > shown.length && <span className={classes.dim}> and {count - shown.length} more</span>}
    </span>
  );
}
