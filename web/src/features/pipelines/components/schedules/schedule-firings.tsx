import type { ScheduleFiringResponse } from '../../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../../shared/lib/use-org.js';
import { DataTable, type Column } from '../../../../shared/ui/data-table.js';
import { TextLink } from '../../../../shared/ui/link-button.js';
import { QueryView } from '../../../../shared/ui/query-view.js';
import { Section } from '../../../../shared/ui/section.js';
import { StateMark } from '../../../../shared/ui/state-mark.js';
import { useScheduleFirings } from '../../api/schedules.js';
import { firingState, formatInZone } from '../../model/schedule-words.js';
import classes from './schedules.module.css';

/** Every time of a schedule: the run that came of it, or why there is none. */
export function ScheduleFirings({ scheduleId, zone }: { scheduleId: string; zone: string }) {
  const org = useOrg();
  const columns: Column<ScheduleFiringResponse>[] = [
    { key: 'state', header: 'State', width: '130px', cell: (firing) => <StateMark state={firingState(firing)} /> },
    { key: 'result', header: 'What came of it', cell: (firing) => <Result org={org} firing={firing} zone={zone} /> },
  ];
  return (
    <Section title="History">
      <QueryView
        query={useScheduleFirings(org, scheduleId)}
        isEmpty={({ items }) => items.length === 0}
        empty={<p className={classes.note}>It has not come to its first time yet.</p>}
      >
        {({ items }) => <DataTable label="History" columns={columns} rows={items} rowKey={({ id }) => id} />}
      </QueryView>
    </Section>
  );
}

function Result({ org, firing, zone }: { org: string; firing: ScheduleFiringResponse; zone: string }) {
  const { executionId, executionNumber, reason, byHand, actorName, fireAt } = firing;
  return (
    <span className={classes.two}>
      {executionId === null ? (
        <span>{reason ?? 'It is being started.'}</span>
      ) : (
        <TextLink to="/$org/executions/$executionId" params={{ org, executionId }} fw={550}>
          Run #{executionNumber}
        </TextLink>
      )}
      <span className={classes.dim}>
        {formatInZone(fireAt, zone)}
        {byHand && `, ${actorName} asked for it`}
      </span>
    </span>
  );
}
