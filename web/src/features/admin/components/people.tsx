import { Button, Tooltip } from '@mantine/core';
import { useState } from 'react';
import type { TenantMemberResponse } from '../../../shared/api/generated/types.gen.js';
import { DataTable, type Column } from '../../../shared/ui/data-table.js';
import { AccountSwitch } from './account-switch.js';
import classes from './admin.module.css';
import { Impersonate } from './impersonate.js';

type Props = { organizationId: string; organization: string; people: readonly TenantMemberResponse[] };

/** The members: to act as, unless they run the installation too, and to shut out. */
export function People({ organizationId, organization, people }: Props) {
  const [target, setTarget] = useState<TenantMemberResponse>();
  const columns: Column<TenantMemberResponse>[] = [
    {
      key: 'name',
      header: 'Name',
      cell: ({ fullName, email, role, isDisabled }) => (
        <span className={classes.two}>
          <span className={classes.strong}>{fullName}</span>
          <span className={classes.dim}>
            {email} · {role}
            {isDisabled && ' · account disabled'}
          </span>
        </span>
      ),
    },
    {
      key: 'act',
      header: 'Impersonate',
      bare: true,
      width: '130px',
      align: 'end',
      cell: (person) => <ActAs person={person} onChoose={() => setTarget(person)} />,
    },
    {
      key: 'switch',
      header: 'Disable or enable',
      bare: true,
      width: '90px',
      align: 'end',
      cell: ({ userId, fullName, isDisabled }) => (
        <AccountSwitch userId={userId} fullName={fullName} isDisabled={isDisabled} />
      ),
    },
  ];
  return (
    <>
      <DataTable label="People" columns={columns} rows={people} rowKey={({ userId }) => userId} />
      {target && (
        <Impersonate
          organizationId={organizationId}
          organization={organization}
          person={target}
          onClose={() => setTarget(undefined)}
        />
      )}
    </>
  );
}

function ActAs({ person, onChoose }: { person: TenantMemberResponse; onChoose: () => void }) {
  if (person.isDisabled) return null;
  if (!person.isPlatformAdmin) {
    return (
      <Button variant="subtle" size="compact-sm" onClick={onChoose}>
        Impersonate
      </Button>
    );
  }
  return (
    <Tooltip label="A platform admin cannot be impersonated">
      <span className={classes.dim}>platform admin</span>
    </Tooltip>
  );
}
