import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { OrganizationStatus, TenantResponse } from '../../../shared/api/generated/types.gen.js';
import { DataTable, type Column } from '../../../shared/ui/data-table.js';
import { EmptyState } from '../../../shared/ui/empty-state.js';
import { TextLink } from '../../../shared/ui/link-button.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { ProblemView } from '../../../shared/ui/problem-view.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { RowSkeletons } from '../../../shared/ui/skeletons.js';
import { useTenants } from '../api/admin.js';
import { STATUS_OPTIONS } from '../model/status-words.js';
import classes from './admin.module.css';
import { FilterBar } from './filter-bar.js';
import { StatusMark } from './status-mark.js';

/** Every organization of the installation, newest first. */
export function OrganizationsPage() {
  const [text, setText] = useState('');
  const [status, setStatus] = useState('');
  const [q] = useDebouncedValue(text.trim(), 300);
  const tenants = useTenants({ q, status: (status || undefined) as OrganizationStatus | undefined });
  return (
    <Page>
      <PageHeader title="Organizations" meta="Every look at this list is written down in the platform log." />
      <FilterBar
        text={{ what: 'Name or address', value: text, onChange: setText }}
        choice={{ label: 'Status', options: STATUS_OPTIONS, value: status, onChange: setStatus }}
      />
      <Rows tenants={tenants} isFiltered={q !== '' || status !== ''} />
    </Page>
  );
}

function Rows({ tenants, isFiltered }: { tenants: ReturnType<typeof useTenants>; isFiltered: boolean }) {
  const navigate = useNavigate();
  if (tenants.isPending) return <RowSkeletons rows={8} />;
  if (!tenants.data) return <ProblemView error={tenants.error} onRetry={() => void tenants.refetch()} />;
  const rows = tenants.data.pages.flatMap((page) => page.items);
  if (rows.length === 0) {
    return (
      <EmptyState title={isFiltered ? 'No organization like this' : 'No organization yet'}>
        {isFiltered ? 'Nothing matches the search.' : 'The first one appears here as soon as somebody creates it.'}
      </EmptyState>
    );
  }
  const open = ({ id }: TenantResponse) =>
    void navigate({ to: '/admin/organizations/$organizationId', params: { organizationId: id } });
  return (
    <>
      <DataTable label="Organizations" columns={COLUMNS} rows={rows} rowKey={({ id }) => id} onOpen={open} />
      {tenants.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={tenants.isFetchingNextPage}
          onClick={() => void tenants.fetchNextPage()}
        >
          Older organizations
        </Button>
      )}
    </>
  );
}

const COLUMNS: Column<TenantResponse>[] = [
  {
    key: 'name',
    header: 'Organization',
    cell: ({ id, name, slug }) => (
      <span className={classes.two}>
        <TextLink to="/admin/organizations/$organizationId" params={{ organizationId: id }}>
          {name}
        </TextLink>
        <span className={classes.dim}>{slug}</span>
      </span>
    ),
  },
  { key: 'status', header: 'Status', width: '150px', cell: ({ status }) => <StatusMark status={status} /> },
  { key: 'plan', header: 'Plan', width: '110px', phone: 'hide', cell: ({ planKey }) => planKey ?? '—' },
  { key: 'members', header: 'Members', width: '90px', align: 'end', phone: 'hide', cell: ({ members }) => members },
  {
    key: 'created',
    header: 'Created',
    width: '130px',
    phone: 'hide',
    cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
  {
    key: 'activity',
    header: 'Last activity',
    width: '130px',
    phone: 'hide',
    cell: ({ lastActivityAt }) => <RelativeTime at={lastActivityAt} />,
  },
];
