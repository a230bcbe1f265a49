import { useNavigate } from '@tanstack/react-router';
import type { ScheduleResponse } from '../../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../../shared/lib/use-org.js';
import { DataTable, type Column } from '../../../../shared/ui/data-table.js';
import { TextLink } from '../../../../shared/ui/link-button.js';
import { RelativeTime } from '../../../../shared/ui/relative-time.js';
import { StateMark } from '../../../../shared/ui/state-mark.js';
import { firingState, scheduleState } from '../../model/schedule-words.js';
import classes from './schedules.module.css';

type Props = { schedules: readonly ScheduleResponse[]; isOfOnePipeline?: boolean };

/** One row per schedule: whether it is on, what it runs, when next, and what came of the last time. */
export function ScheduleTable({ schedules, isOfOnePipeline = false }: Props) {
  const org = useOrg();
  const navigate = useNavigate();
  const runs: Column<ScheduleResponse> = {
    key: 'runs',
    header: 'Runs',
    phone: 'hide',
    cell: (schedule) => <Runs schedule={schedule} />,
  };
  const columns: Column<ScheduleResponse>[] = [
    {
      key: 'state',
      header: 'State',
      width: '96px',
      cell: (schedule) => <StateMark state={scheduleState(schedule)} />,
    },
    { key: 'name', header: 'Schedule', cell: (schedule) => <Name org={org} schedule={schedule} /> },
    ...(isOfOnePipeline ? [] : [runs]),
    {
      key: 'last',
      header: 'Last time',
      width: '150px',
      phone: 'hide',
      cell: ({ lastFiring }) => (lastFiring ? <StateMark state={firingState(lastFiring)} /> : 'never'),
    },
    {
      key: 'next',
      header: 'Next',
      width: '110px',
      align: 'end',
      cell: ({ nextFireAt }) => <RelativeTime at={nextFireAt} />,
    },
  ];
  const open = ({ id }: ScheduleResponse) =>
    void navigate({ to: '/$org/pipelines/schedules/$scheduleId', params: { org, scheduleId: id } });
  return <DataTable label="Schedules" columns={columns} rows={schedules} rowKey={({ id }) => id} onOpen={open} />;
}

function Name({ org, schedule }: { org: string; schedule: ScheduleResponse }) {
  return (
    <span className={classes.two}>
      <TextLink to="/$org/pipelines/schedules/$scheduleId" params={{ org, scheduleId: schedule.id }} fw={550}>
        {schedule.name}
      </TextLink>
      <span className={classes.dim}>
        {schedule.description}, {schedule.zone}
      </span>
    </span>
  );
}

function Runs({ schedule: { pipelineName, branch } }: { schedule: ScheduleResponse }) {
  return (
    <span className={classes.two}>
      <span>{pipelineName}</span>
      <span className={`${classes.dim} ${classes.code}`}>{branch}</span>
    </span>
  );
}
