import { Button } from '@mantine/core';
import { ProblemError } from '../../../shared/api/problem-error.js';
import type { ImpersonationResponse, ImpersonationState } from '../../../shared/api/generated/types.gen.js';
import type { MarkedState } from '../../../shared/model/states.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { DataTable, type Column } from '../../../shared/ui/data-table.js';
import { EmptyState } from '../../../shared/ui/empty-state.js';
import { NoAccess } from '../../../shared/ui/no-access.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { ProblemView } from '../../../shared/ui/problem-view.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { RowSkeletons } from '../../../shared/ui/skeletons.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import { useImpersonations } from '../api/standing.js';
import classes from './cells.module.css';

/** Who of those who run the installation acted as a member here, when and why. */
export function ImpersonationsPage() {
  return (
    <Page>
      <PageHeader
        title="Impersonations"
        meta="People who run this installation can act as a member for up to 15 minutes, never with secrets, keys, members, money or votes. What they changed is in the audit log under both names."
      />
      <Rows />
    </Page>
  );
}

function Rows() {
  const list = useImpersonations(useOrg());
  if (list.isPending) return <RowSkeletons rows={5} />;
  if (!list.data) {
    if (list.error instanceof ProblemError && list.error.status === 403) return <NoAccess problem={list.error} />;
    return <ProblemView error={list.error} onRetry={() => void list.refetch()} />;
  }
  const rows = list.data.pages.flatMap((page) => page.items);
  if (rows.length === 0) {
    return <EmptyState title="Nobody ever did">When it happens, it shows here while it still runs.</EmptyState>;
  }
  return (
    <>
      <DataTable label="Impersonations" columns={COLUMNS} rows={rows} rowKey={({ id }) => id} />
      {list.hasNextPage && (
        <Button variant="default" mt="md" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Older impersonations
        </Button>
      )}
    </>
  );
}

const STATES: Record<ImpersonationState, MarkedState> = {
  running: { mark: 'running', word: 'Running' },
  stopped: { mark: 'cancelled', word: 'Stopped' },
  replaced: { mark: 'cancelled', word: 'Ended by another' },
  expired: { mark: 'cancelled', word: 'Ran out' },
};

const COLUMNS: Column<ImpersonationResponse>[] = [
  {
    key: 'who',
    header: 'Who as whom',
    cell: ({ actorName, userName, reason }) => (
      <span className={classes.two}>
        <span className={classes.strong}>
          {actorName} as {userName}
        </span>
        <span className={classes.dim}>“{reason}”</span>
      </span>
    ),
  },
  { key: 'state', header: 'State', width: '160px', cell: ({ state }) => <StateMark state={STATES[state]} /> },
  {
    key: 'started',
    header: 'Started',
    width: '130px',
    phone: 'hide',
    cell: ({ startedAt }) => <RelativeTime at={startedAt} />,
  },
  {
    key: 'ended',
    header: 'Ended',
    width: '130px',
    phone: 'hide',
    cell: ({ endedAt }) => <RelativeTime at={endedAt} />,
  },
];
