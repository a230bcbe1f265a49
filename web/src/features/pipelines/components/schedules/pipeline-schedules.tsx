import { useState } from 'react';
import { useOrg } from '../../../../shared/lib/use-org.js';
import { PermittedButton } from '../../../../shared/ui/permitted-button.js';
import { QueryView } from '../../../../shared/ui/query-view.js';
import { Section } from '../../../../shared/ui/section.js';
import { useSchedules } from '../../api/schedules.js';
import { CreateSchedule } from './create-schedule.js';
import { ScheduleTable } from './schedule-table.js';
import classes from './schedules.module.css';

/** The schedules of one pipeline. */
export function PipelineSchedules({ pipelineId }: { pipelineId: string }) {
  const [isCreating, setCreating] = useState(false);
  const add = (
    <PermittedButton
      permission="executions.start"
      variant="default"
      size="compact-sm"
      onClick={() => setCreating(true)}
    >
      Add a schedule
    </PermittedButton>
  );
  return (
    <Section title="Schedules" aside={add}>
      <QueryView
        query={useSchedules(useOrg(), pipelineId)}
        isEmpty={({ items }) => items.length === 0}
        empty={<p className={classes.note}>None: it runs when somebody pushes or starts it.</p>}
      >
        {({ items }) => <ScheduleTable schedules={items} isOfOnePipeline />}
      </QueryView>
      {isCreating && <CreateSchedule pipelineId={pipelineId} onClose={() => setCreating(false)} />}
    </Section>
  );
}
