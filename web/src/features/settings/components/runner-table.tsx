import type { RunnerResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { DataTable, type Column } from '../../../shared/ui/data-table.js';
import { TextLink } from '../../../shared/ui/link-button.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import { standingOf } from '../model/runner-words.js';
import classes from './cells.module.css';
import { RunnerActions } from './runner-actions.js';

const MARKS = {
  online: { mark: 'succeeded', word: 'Online' },
  draining: { mark: 'waiting', word: 'Draining' },
  paused: { mark: 'waiting', word: 'Paused' },
  offline: { mark: 'cancelled', word: 'Offline' },
} as const;

const COLUMNS: readonly Column<RunnerResponse>[] = [
  {
    key: 'state',
    header: 'State',
    width: '110px',
    cell: (runner) => <StateMark state={MARKS[standingOf(runner)]} />,
  },
  { key: 'name', header: 'Name', cell: (runner) => <RunnerName runner={runner} /> },
  {
    key: 'labels',
    header: 'Labels',
    phone: 'hide',
    cell: ({ labels, capabilities }) => (
      <span className={classes.two}>
        <span className={classes.code}>{labels.join(', ') || 'none'}</span>
        <span className={classes.dim}>{capabilities.join(', ')}</span>
      </span>
    ),
  },
  { key: 'running', header: 'Runs now', cell: (runner) => <Running runner={runner} /> },
  {
    key: 'seen',
    header: 'Last seen',
    align: 'end',
    width: '120px',
    phone: 'hide',
    cell: ({ lastSeenAt }) => <RelativeTime at={lastSeenAt} />,
  },
  {
    key: 'actions',
    header: 'Actions',
    bare: true,
    align: 'end',
    width: '100px',
    cell: (runner) => <RunnerActions runner={runner} />,
  },
];

export function RunnerTable({ runners }: { runners: readonly RunnerResponse[] }) {
  return <DataTable label="Runners" columns={COLUMNS} rows={runners} rowKey={({ id }) => id} />;
}

function RunnerName({ runner: { name, version, executor } }: { runner: RunnerResponse }) {
  return (
    <span className={classes.two}>
      <span className={classes.strong}>{name}</span>
      {version && <span className={classes.dim}>{`${version}, ${executor ?? 'process'}`}</span>}
    </span>
  );
}

function Running({ runner: { running, runningJobs } }: { runner: RunnerResponse }) {
  const org = useOrg();
  if (runningJobs === 0) return <span className={classes.dim}>nothing</span>;
  const more = runningJobs - running.length;
  return (
    <span className={classes.two}>
      {running.map(({ executionId, executionNumber, nodeKey }) => (
        <TextLink
          key={`${executionId} ${nodeKey}`}
          to="/$org/executions/$executionId"
          params={{ org, executionId }}
          size="sm"
        >{`#${executionNumber} ${nodeKey}`}</TextLink>
      ))}
      {more > 0 && <span className={classes.dim}>{`and ${more} more`}</span>}
    </span>
  );
}
