import { useNavigate } from '@tanstack/react-router';
import type { PipelineResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { executionState } from '../../../shared/model/states.js';
import { DataTable, type Column } from '../../../shared/ui/data-table.js';
import { Duration } from '../../../shared/ui/duration.js';
import { TextLink } from '../../../shared/ui/link-button.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import { typeWord } from '../model/pipeline-type.js';
import { StartRun } from './start-run.js';
import { StatusStrip } from './status-strip.js';
import classes from './pipelines.module.css';

/** One row per pipeline: its last run, the strip of those before, the commit and the time it took. */
export function PipelineTable({ pipelines }: { pipelines: readonly PipelineResponse[] }) {
  const org = useOrg();
  const navigate = useNavigate();
  const columns: Column<PipelineResponse>[] = [
    { key: 'name', header: 'Pipeline', width: '180px', cell: (pipeline) => <Name org={org} pipeline={pipeline} /> },
    { key: 'state', header: 'Last run', width: '210px', cell: (pipeline) => <LastRun org={org} pipeline={pipeline} /> },
    {
      key: 'recent',
      header: 'Recent',
      width: '190px',
      phone: 'hide',
      cell: ({ recentStatuses }) => <StatusStrip statuses={recentStatuses} />,
    },
    {
      key: 'commit',
      header: 'Commit',
      phone: 'hide',
      cell: ({ lastExecution }) => lastExecution && <Commit {...lastExecution.commit} />,
    },
    {
      key: 'duration',
      header: 'Duration',
      width: '100px',
      align: 'end',
      phone: 'hide',
      cell: ({ lastExecution }) => <Duration ms={lastExecution?.durationMs} runningSince={lastExecution?.startedAt} />,
    },
    {
      key: 'at',
      header: 'Started',
      width: '120px',
      align: 'end',
      phone: 'hide',
      cell: ({ lastExecution }) => <RelativeTime at={lastExecution?.createdAt} />,
    },
    {
      key: 'start',
      header: 'Start',
      bare: true,
      width: '80px',
      align: 'end',
      cell: (pipeline) => <StartRun pipeline={pipeline} branch={pipeline.lastExecution?.commit.branch ?? ''} isSmall />,
    },
  ];
  const open = ({ id }: PipelineResponse) =>
    void navigate({ to: '/$org/pipelines/$pipelineId', params: { org, pipelineId: id } });
  return <DataTable label="Pipelines" columns={columns} rows={pipelines} rowKey={({ id }) => id} onOpen={open} />;
}

type CellProps = { org: string; pipeline: PipelineResponse };

function Name({ org, pipeline }: CellProps) {
  return (
    <span className={classes.last}>
      <TextLink to="/$org/pipelines/$pipelineId" params={{ org, pipelineId: pipeline.id }} fw={550}>
        {pipeline.name}
      </TextLink>
      <span className={classes.dim}>{typeWord(pipeline.type)}</span>
    </span>
  );
}

function LastRun({ org, pipeline: { lastExecution: last } }: CellProps) {
  if (!last) return <span className={classes.dim}>never run</span>;
  return (
    <span className={classes.last}>
      <StateMark state={executionState[last.status]} />
      <TextLink to="/$org/executions/$executionId" params={{ org, executionId: last.id }}>
        #{last.number}
      </TextLink>
    </span>
  );
}

function Commit({ sha, message, authorName }: { sha: string; message: string; authorName: string }) {
  return (
    <span className={classes.commit}>
      <code className={classes.sha}>{sha.slice(0, 7)}</code>
      <span className={classes.message} title={`${message} (${authorName})`}>
        {message}
      </span>
    </span>
  );
}
