import { useState } from 'react';
import type { HookTriggerResponse, HookTriggerSecretResponse } from '../../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../../shared/lib/use-org.js';
import { ConfirmDialog } from '../../../../shared/ui/confirm-dialog.js';
import { DataTable, type Column } from '../../../../shared/ui/data-table.js';
import { PermittedButton } from '../../../../shared/ui/permitted-button.js';
import { RelativeTime } from '../../../../shared/ui/relative-time.js';
import { useDeleteHook, useRotateHookSecret } from '../../api/hooks.js';
import { givenWords } from '../../../../shared/model/trigger-inputs.js';
import { EditHook } from './edit-hook.js';
import classes from '../schedules/schedules.module.css';

type Props = { hooks: readonly HookTriggerResponse[]; onSecret: (made: HookTriggerSecretResponse) => void };

/** Each hook with its branch and when it was called last. */
export function HookTable({ hooks, onSecret }: Props) {
  const [editing, setEditing] = useState<HookTriggerResponse>();
  const [ending, setEnding] = useState<HookTriggerResponse>();
  const columns: Column<HookTriggerResponse>[] = [
    { key: 'name', header: 'Hook', cell: (hook) => <Name hook={hook} /> },
    {
      key: 'called',
      header: 'Last call',
      width: '110px',
      align: 'end',
      phone: 'hide',
      cell: ({ lastCallAt }) => <RelativeTime at={lastCallAt} />,
    },
    {
      key: 'act',
      header: 'Actions',
      bare: true,
      align: 'end',
      width: '280px',
      cell: (hook) => (
        <Act hook={hook} onSecret={onSecret} onEdit={() => setEditing(hook)} onDelete={() => setEnding(hook)} />
      ),
    },
  ];
  return (
    <>
      <DataTable label="Hooks" columns={columns} rows={hooks} rowKey={({ id }) => id} />
      {editing && <EditHook hook={editing} onClose={() => setEditing(undefined)} />}
      {ending && <DeleteDialog hook={ending} onClose={() => setEnding(undefined)} />}
    </>
  );
}

function Name({ hook }: { hook: HookTriggerResponse }) {
  const { name, branch, inputs, enabled, pausedReason, lastReason } = hook;
  return (
    <span className={classes.two}>
      <span>{name}</span>
      <span className={classes.dim}>
        runs <span className={classes.code}>{branch}</span>
      </span>
      {Object.keys(inputs).length > 0 && <span className={classes.dim}>{givenWords(inputs)}</span>}
      {lastReason !== null && <span className={classes.dim}>The last call started nothing. {lastReason}</span>}
      {pausedReason !== null && <span className={classes.dim}>Stopped. {pausedReason}</span>}
      {!enabled && pausedReason === null && <span className={classes.dim}>Switched off</span>}
    </span>
  );
}

type ActProps = {
  hook: HookTriggerResponse;
  onSecret: Props['onSecret'];
  onEdit: () => void;
  onDelete: () => void;
};

function Act({ hook: { id, pipelineId }, onSecret, onEdit, onDelete }: ActProps) {
  const path = { org: useOrg(), pipelineId, hookTriggerId: id };
  const rotate = useRotateHookSecret();
  const look = { permission: 'executions.start', variant: 'subtle', color: 'gray', size: 'compact-sm' } as const;
  return (
    <>
      <PermittedButton {...look} onClick={onEdit}>
        Change
      </PermittedButton>
      <PermittedButton {...look} onClick={() => rotate.mutate({ path }, { onSuccess: onSecret })}>
        New secret
      </PermittedButton>
      <PermittedButton {...look} onClick={onDelete}>
        Delete
      </PermittedButton>
    </>
  );
}

function DeleteDialog({ hook, onClose }: { hook: HookTriggerResponse; onClose: () => void }) {
  const org = useOrg();
  const remove = useDeleteHook();
  const path = { org, pipelineId: hook.pipelineId, hookTriggerId: hook.id };
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      onConfirm={() => remove.mutate({ path }, { onSuccess: onClose })}
      title={`Delete the hook ${hook.name}?`}
      confirmLabel="Delete hook"
      notUndone={['Calls to its address are refused from now on', 'The runs that it has started stay as they are']}
      isDangerous
      isPending={remove.isPending}
      error={remove.error}
    >
      A new hook has another address and another secret.
    </ConfirmDialog>
  );
}
