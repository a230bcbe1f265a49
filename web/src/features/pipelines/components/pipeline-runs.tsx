import { useNavigate } from '@tanstack/react-router';
import type { ExecutionSummaryResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { executionState } from '../../../shared/model/states.js';
import { DataTable, type Column } from '../../../shared/ui/data-table.js';
import { Duration } from '../../../shared/ui/duration.js';
import { EmptyState } from '../../../shared/ui/empty-state.js';
import { TextLink } from '../../../shared/ui/link-button.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { Section } from '../../../shared/ui/section.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import { useRecentRuns } from '../api/pipelines.js';
import classes from './pipelines.module.css';

/** The newest runs of a pipeline; the rest is one link away. */
export function PipelineRuns({ pipelineId }: { pipelineId: string }) {
  const org = useOrg();
  const navigate = useNavigate();
  const all = (
    <TextLink to="/$org/executions" params={{ org }} search={(before) => ({ ...before, pipeline: pipelineId })}>
      All of them
    </TextLink>
  );
  const columns: Column<ExecutionSummaryResponse>[] = [
    {
      key: 'state',
      header: 'State',
      width: '116px',
      cell: ({ status }) => <StateMark state={executionState[status]} />,
    },
    { key: 'run', header: 'Run', cell: (run) => <Run org={org} run={run} /> },
    {
      key: 'duration',
      header: 'Duration',
      width: '90px',
      align: 'end',
      cell: (run) => <Duration ms={run.durationMs} runningSince={run.startedAt} />,
    },
    {
      key: 'at',
      header: 'Started',
      width: '110px',
      align: 'end',
      phone: 'hide',
      cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
    },
  ];
  const open = ({ id }: ExecutionSummaryResponse) =>
    void navigate({ to: '/$org/executions/$executionId', params: { org, executionId: id } });
  const empty = (
    <EmptyState title="Never run">Push to a branch that has a rule for this file, or start a run by hand.</EmptyState>
  );
  return (
    <Section title="Runs" aside={all}>
      <QueryView query={useRecentRuns(org, pipelineId)} isEmpty={({ items }) => items.length === 0} empty={empty}>
        {({ items }) => <DataTable label="Runs" columns={columns} rows={items} rowKey={({ id }) => id} onOpen={open} />}
      </QueryView>
    </Section>
  );
}

function Run({ org, run }: { org: string; run: ExecutionSummaryResponse }) {
  return (
    <span className={classes.run}>
      <TextLink to="/$org/executions/$executionId" params={{ org, executionId: run.id }} fw={550}>
        #{run.number}
      </TextLink>
      <span className={classes.under}>{run.commit.message}</span>
    </span>
  );
}
