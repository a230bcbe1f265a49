import { useState } from 'react';
import type { FollowedOutcome, FollowUpResponse } from '../../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../../shared/lib/use-org.js';
import { DataTable, type Column } from '../../../../shared/ui/data-table.js';
import { TextLink } from '../../../../shared/ui/link-button.js';
import { PermittedButton } from '../../../../shared/ui/permitted-button.js';
import { useDeleteFollowUp, useEnableFollowUp } from '../../api/follow-ups.js';
import { givenWords } from '../../../../shared/model/trigger-inputs.js';
import classes from '../schedules/schedules.module.css';
import { EditFollowUp } from './edit-follow-up.js';

const ENDS: Record<FollowedOutcome, string> = { succeeded: 'has succeeded', failed: 'has failed', any: 'has ended' };

type Props = { upstream: { id: string; name: string }; followUps: readonly FollowUpResponse[] };

/** What starts, after which ends, and what came of it last. */
export function FollowUpTable({ upstream, followUps }: Props) {
  const [editing, setEditing] = useState<FollowUpResponse>();
  const columns: Column<FollowUpResponse>[] = [
    { key: 'pipeline', header: 'Pipeline', cell: (followUp) => <Pipeline followUp={followUp} /> },
    {
      key: 'last',
      header: 'Last time',
      width: '180px',
      phone: 'hide',
      cell: (followUp) => <Last followUp={followUp} />,
    },
    {
      key: 'act',
      header: 'Actions',
      bare: true,
      align: 'end',
      width: '270px',
      cell: (one) => <Act followUp={one} onEdit={() => setEditing(one)} />,
    },
  ];
  return (
    <>
      <DataTable label="Starts afterwards" columns={columns} rows={followUps} rowKey={({ id }) => id} />
      {editing && <EditFollowUp followUp={editing} upstream={upstream} onClose={() => setEditing(undefined)} />}
    </>
  );
}

function Pipeline({ followUp }: { followUp: FollowUpResponse }) {
  const { pipelineId, pipelineName, outcome, pattern, branch, inputs, enabled, pausedReason } = followUp;
  return (
    <span className={classes.two}>
      <TextLink to="/$org/pipelines/$pipelineId" params={{ org: useOrg(), pipelineId }} fw={550}>
        {pipelineName}
      </TextLink>
      <span className={classes.dim}>
        when it {ENDS[outcome]} on <span className={classes.code}>{pattern}</span>
        {branch !== null && (
          <>
            , at <span className={classes.code}>{branch}</span>
          </>
        )}
      </span>
      {Object.keys(inputs).length > 0 && <span className={classes.dim}>{givenWords(inputs)}</span>}
      {pausedReason !== null && <span className={classes.dim}>Stopped. {pausedReason}</span>}
      {!enabled && pausedReason === null && <span className={classes.dim}>Switched off</span>}
    </span>
  );
}

function Last({ followUp: { lastState, lastReason, lastExecutionId } }: { followUp: FollowUpResponse }) {
  const org = useOrg();
  if (lastExecutionId !== null)
    return (
      <TextLink to="/$org/executions/$executionId" params={{ org, executionId: lastExecutionId }}>
        Its run
      </TextLink>
    );
  return (
    <span className={classes.dim}>{lastReason ?? (lastState === 'due' ? 'It is being started.' : 'Never yet')}</span>
  );
}

function Act({ followUp, onEdit }: { followUp: FollowUpResponse; onEdit: () => void }) {
  const { id, upstreamId, enabled } = followUp;
  const path = { org: useOrg(), pipelineId: upstreamId, followUpId: id };
  const [enable, remove] = [useEnableFollowUp(), useDeleteFollowUp()];
  const look = { permission: 'executions.start', variant: 'subtle', color: 'gray', size: 'compact-sm' } as const;
  return (
    <>
      <PermittedButton {...look} onClick={onEdit}>
        Change
      </PermittedButton>
      {!enabled && (
        <PermittedButton {...look} onClick={() => enable.mutate({ path })}>
          Switch on
        </PermittedButton>
      )}
      <PermittedButton {...look} onClick={() => remove.mutate({ path })}>
        Remove
      </PermittedButton>
    </>
  );
}
