import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ScheduleResponse } from '../../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../../shared/lib/use-org.js';
import { ConfirmDialog } from '../../../../shared/ui/confirm-dialog.js';
import { PermittedButton } from '../../../../shared/ui/permitted-button.js';
import { useDeleteSchedule, useDisableSchedule, useEnableSchedule, useFireSchedule } from '../../api/schedules.js';
import { EditSchedule } from './edit-schedule.js';

const PERMISSION = 'executions.start';

/** What can be done about a schedule. */
export function ScheduleActions({ schedule }: { schedule: ScheduleResponse }) {
  const org = useOrg();
  const [asks, setAsks] = useState<'edit' | 'delete'>();
  const fire = useFireSchedule();
  const path = { org, scheduleId: schedule.id };
  const close = () => setAsks(undefined);
  return (
    <>
      <PermittedButton permission={PERMISSION} variant="subtle" color="gray" onClick={() => setAsks('delete')}>
        Delete
      </PermittedButton>
      <Power schedule={schedule} />
      <PermittedButton permission={PERMISSION} variant="default" onClick={() => setAsks('edit')}>
        Change
      </PermittedButton>
      <PermittedButton permission={PERMISSION} loading={fire.isPending} onClick={() => fire.mutate({ path })}>
        Run now
      </PermittedButton>
      {asks === 'edit' && <EditSchedule schedule={schedule} onClose={close} />}
      {asks === 'delete' && <DeleteDialog schedule={schedule} onClose={close} />}
    </>
  );
}

function Power({ schedule }: { schedule: ScheduleResponse }) {
  const path = { org: useOrg(), scheduleId: schedule.id };
  const [enable, disable] = [useEnableSchedule(), useDisableSchedule()];
  const change = schedule.enabled ? disable : enable;
  return (
    <PermittedButton
      permission={PERMISSION}
      variant="default"
      loading={change.isPending}
      onClick={() => change.mutate({ path })}
    >
      Switch {schedule.enabled ? 'off' : 'on'}
    </PermittedButton>
  );
}

function DeleteDialog({ schedule, onClose }: { schedule: ScheduleResponse; onClose: () => void }) {
  const org = useOrg();
  const navigate = useNavigate();
  const remove = useDeleteSchedule();
  const onSuccess = () => void navigate({ to: '/$org/pipelines/schedules', params: { org } });
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      onConfirm={() => remove.mutate({ path: { org, scheduleId: schedule.id } }, { onSuccess })}
      title={`Delete ${schedule.name}?`}
      confirmLabel="Delete schedule"
      notUndone={['It starts no run any more', 'Its history is not shown any more; its runs stay as they are']}
      isDangerous
      isPending={remove.isPending}
      error={remove.error}
    >
      To pause it for a while, switch it off instead.
    </ConfirmDialog>
  );
}
