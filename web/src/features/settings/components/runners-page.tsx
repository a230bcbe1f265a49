import type { RunnerResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { DataTable, type Column } from '../../../shared/ui/data-table.js';
import { EmptyState } from '../../../shared/ui/empty-state.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import { useRunners } from '../api/repositories.js';
import classes from './cells.module.css';

const COLUMNS: readonly Column<RunnerResponse>[] = [
  {
    key: 'state',
    header: 'State',
    width: '120px',
    cell: ({ online }) => (
      <StateMark state={online ? { mark: 'succeeded', word: 'Online' } : { mark: 'cancelled', word: 'Offline' }} />
    ),
  },
  { key: 'name', header: 'Name', cell: ({ name }) => <span className={classes.strong}>{name}</span> },
  {
    key: 'labels',
    header: 'Labels',
    phone: 'hide',
    cell: ({ labels }) => <span className={classes.code}>{labels.join(', ')}</span>,
  },
  { key: 'jobs', header: 'Running jobs', align: 'end', width: '120px', cell: ({ runningJobs }) => runningJobs },
  {
    key: 'seen',
    header: 'Last seen',
    align: 'end',
    width: '130px',
    cell: ({ lastSeenAt }) => <RelativeTime at={lastSeenAt} />,
  },
];

/** The machines that run steps. */
export function RunnersPage() {
  const empty = (
    <EmptyState title="No runner has registered">
      A runner takes the steps of your runs and executes them. The installation starts one by itself; it may need a few
      seconds. Another one is started on its own machine with a registration token of this installation.
    </EmptyState>
  );
  return (
    <Page>
      <PageHeader title="Runners" meta="Runners fetch their work; nothing has to reach them from outside." />
      <QueryView query={useRunners(useOrg())} isEmpty={({ items }) => items.length === 0} empty={empty}>
        {({ items }) => <DataTable label="Runners" columns={COLUMNS} rows={items} rowKey={({ id }) => id} />}
      </QueryView>
    </Page>
  );
}
