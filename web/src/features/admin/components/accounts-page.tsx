import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { AccountResponse, AccountState } from '../../../shared/api/generated/types.gen.js';
import { DataTable, type Column } from '../../../shared/ui/data-table.js';
import { EmptyState } from '../../../shared/ui/empty-state.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { ProblemView } from '../../../shared/ui/problem-view.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { RowSkeletons } from '../../../shared/ui/skeletons.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import { useAccounts } from '../api/accounts.js';
import { ACCOUNT_STATE, ACCOUNT_STATE_OPTIONS } from '../model/status-words.js';
import { AccountSwitch } from './account-switch.js';
import classes from './admin.module.css';
import { FilterBar } from './filter-bar.js';

/** Everybody with an account, newest first, and the way to shut somebody out. */
export function AccountsPage() {
  const [text, setText] = useState('');
  const [state, setState] = useState('');
  const [q] = useDebouncedValue(text.trim(), 300);
  const accounts = useAccounts({ q, state: (state || undefined) as AccountState | undefined });
  return (
    <Page>
      <PageHeader title="Accounts" meta="Every look at this list is written down in the platform log." />
      <FilterBar
        text={{ what: 'Name or e-mail address', value: text, onChange: setText }}
        choice={{ label: 'State', options: ACCOUNT_STATE_OPTIONS, value: state, onChange: setState }}
      />
      <Rows accounts={accounts} />
    </Page>
  );
}

function Rows({ accounts }: { accounts: ReturnType<typeof useAccounts> }) {
  if (accounts.isPending) return <RowSkeletons rows={8} />;
  if (!accounts.data) return <ProblemView error={accounts.error} onRetry={() => void accounts.refetch()} />;
  const rows = accounts.data.pages.flatMap((page) => page.items);
  if (rows.length === 0) return <EmptyState title="Nobody like this">Nothing matches the search.</EmptyState>;
  return (
    <>
      <DataTable label="Accounts" columns={COLUMNS} rows={rows} rowKey={({ userId }) => userId} />
      {accounts.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={accounts.isFetchingNextPage}
          onClick={() => void accounts.fetchNextPage()}
        >
          Older accounts
        </Button>
      )}
    </>
  );
}

const COLUMNS: Column<AccountResponse>[] = [
  {
    key: 'name',
    header: 'Name',
    cell: ({ fullName, email, disablement, isPlatformAdmin }) => (
      <span className={classes.two}>
        <span className={classes.strong}>{fullName}</span>
        <span className={classes.dim}>
          {email}
          {isPlatformAdmin && ' · platform admin'}
        </span>
        {disablement && <Why disablement={disablement} />}
      </span>
    ),
  },
  { key: 'state', header: 'State', width: '120px', cell: ({ state }) => <StateMark state={ACCOUNT_STATE[state]} /> },
  {
    key: 'organizations',
    header: 'Organizations',
    width: '120px',
    align: 'end',
    phone: 'hide',
    cell: ({ organizations }) => organizations,
  },
  {
    key: 'created',
    header: 'Since',
    width: '130px',
    phone: 'hide',
    cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
  {
    key: 'switch',
    header: 'Disable or enable',
    bare: true,
    width: '100px',
    align: 'end',
    cell: ({ userId, fullName, state }) => (
      <AccountSwitch userId={userId} fullName={fullName} isDisabled={state === 'disabled'} />
    ),
  },
];

function Why({ disablement }: { disablement: NonNullable<AccountResponse['disablement']> }) {
  const { at, byName, reason, note } = disablement;
  return (
    <span className={classes.dim}>
      Disabled <RelativeTime at={at} /> by {byName}: “{reason}”{note && ` — ${note}`}
    </span>
  );
}
