import type { WaitingJobsResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { DataTable, type Column } from '../../../shared/ui/data-table.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { Section } from '../../../shared/ui/section.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import { useRunnerQueue } from '../api/runners.js';
import { outlookOf } from '../model/runner-words.js';
import classes from './cells.module.css';

const COLUMNS: readonly Column<WaitingJobsResponse>[] = [
  {
    key: 'labels',
    header: 'Labels',
    cell: ({ labels }) => <span className={classes.code}>{labels.join(', ') || 'any runner'}</span>,
  },
  { key: 'jobs', header: 'Steps', align: 'end', width: '90px', cell: ({ jobs }) => jobs },
  {
    key: 'outlook',
    header: 'Outlook',
    cell: (group) => <StateMark state={{ mark: group.runners === 0 ? 'failed' : 'waiting', word: outlookOf(group) }} />,
  },
  {
    key: 'oldest',
    header: 'Oldest since',
    align: 'end',
    width: '130px',
    phone: 'hide',
    cell: ({ oldestAt }) => <RelativeTime at={oldestAt} />,
  },
];

/** Steps that wait for a runner, by what they ask of it. */
export function RunnerQueue() {
  const queue = useRunnerQueue(useOrg());
  return (
    <Section title="Waiting steps" count={queue.data?.jobs}>
      <QueryView
        query={queue}
        isEmpty={({ groups }) => groups.length === 0}
        empty={<p className={classes.note}>Nothing waits: every step that was ready has its runner.</p>}
      >
        {({ groups }) => (
          <DataTable label="Waiting steps" columns={COLUMNS} rows={groups} rowKey={({ labels }) => labels.join(' ')} />
        )}
      </QueryView>
    </Section>
  );
}
