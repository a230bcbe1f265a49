import { Checkbox } from '@mantine/core';
import type { ExecutionSummaryResponse } from '../../../shared/api/generated/types.gen.js';
import { executionState } from '../../../shared/model/states.js';
import type { Column } from '../../../shared/ui/data-table.js';
import { Duration } from '../../../shared/ui/duration.js';
import { TextLink } from '../../../shared/ui/link-button.js';
import { ListTable } from '../../../shared/ui/list-table.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import classes from './executions-page.module.css';

type Props = {
  org: string;
  rows: readonly ExecutionSummaryResponse[];
  onOpen: (row: ExecutionSummaryResponse) => void;
  /** The runs that are to be set side by side, and how one of them is chosen or left out. */
  picked: readonly string[];
  onPick: (id: string) => void;
};

/** Runs as rows: state, what, the commit, who, and how long, with the wait in the queue apart. */
export function ExecutionTable({ org, rows, onOpen, picked, onPick }: Props) {
  const columns: Column<ExecutionSummaryResponse>[] = [
    {
      key: 'state',
      header: 'State',
      width: '116px',
      cell: ({ status }) => <StateMark state={executionState[status]} />,
    },
    { key: 'run', header: 'Run', width: '190px', cell: (run) => <RunName org={org} run={run} /> },
    { key: 'commit', header: 'Commit', phone: 'hide', cell: (run) => <Commit run={run} /> },
    {
      key: 'nodes',
      header: 'Nodes',
      width: '70px',
      align: 'end',
      phone: 'hide',
      cell: (run) => `${run.nodesFinished}/${run.nodesTotal}`,
    },
    {
      key: 'queued',
      header: 'Queued',
      width: '84px',
      align: 'end',
      phone: 'hide',
      cell: (run) => <Queued run={run} />,
    },
    {
      key: 'duration',
      header: 'Duration',
      width: '96px',
      align: 'end',
      cell: (run) => <Duration ms={run.durationMs} runningSince={run.startedAt} />,
    },
    {
      key: 'at',
      header: 'Started',
      width: '120px',
      align: 'end',
      phone: 'hide',
      cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
    },
    pickColumn(picked, onPick),
  ];
  return (
    <ListTable name="executions" label="Runs" columns={columns} rows={rows} rowKey={({ id }) => id} onOpen={onOpen} />
  );
}

/** Chooses two runs that are to be set side by side. */
const pickColumn = (picked: readonly string[], onPick: (id: string) => void): Column<ExecutionSummaryResponse> => ({
  key: 'compare',
  header: 'Compare',
  width: '84px',
  align: 'end',
  phone: 'hide',
  cell: ({ id, pipelineName, number }) => (
    <Checkbox
      size="xs"
      className={classes.pick}
      aria-label={`Compare ${pipelineName} #${number}`}
      checked={picked.includes(id)}
      disabled={picked.length === 2 && !picked.includes(id)}
      onChange={() => onPick(id)}
    />
  ),
});

function RunName({ org, run }: { org: string; run: ExecutionSummaryResponse }) {
  return (
    <span className={classes.run}>
      <TextLink to="/$org/executions/$executionId" params={{ org, executionId: run.id }} fw={550}>
        {`${run.pipelineName} #${run.number}`}
      </TextLink>
      <span className={classes.underName}>{run.commit.message}</span>
    </span>
  );
}

function Commit({ run: { commit, reason } }: { run: ExecutionSummaryResponse }) {
  return (
    <span className={classes.commit}>
      <code className={classes.sha}>{commit.sha.slice(0, 7)}</code>
      <span className={classes.message} title={reason ?? commit.message}>
        {commit.message}
      </span>
      <span className={classes.who}>{commit.authorName}</span>
    </span>
  );
}

function Queued({ run }: { run: ExecutionSummaryResponse }) {
  return <Duration ms={run.queuedMs} runningSince={run.finishedAt ? null : run.createdAt} />;
}
