import { useState } from 'react';
import { useOrg } from '../../../../shared/lib/use-org.js';
import { EmptyState } from '../../../../shared/ui/empty-state.js';
import { Page } from '../../../../shared/ui/page.js';
import { PageHeader } from '../../../../shared/ui/page-header.js';
import { PermittedButton } from '../../../../shared/ui/permitted-button.js';
import { QueryView } from '../../../../shared/ui/query-view.js';
import { useSchedules } from '../../api/schedules.js';
import { CreateSchedule } from './create-schedule.js';
import { ScheduleTable } from './schedule-table.js';

/** Every schedule of the organization, with when it runs next and what came of it last. */
export function SchedulesPage() {
  const [isCreating, setCreating] = useState(false);
  const query = useSchedules(useOrg());
  const create = (
    <PermittedButton permission="executions.start" onClick={() => setCreating(true)}>
      New schedule
    </PermittedButton>
  );
  const empty = (
    <EmptyState title="No schedule yet" action={create}>
      A schedule runs a pipeline at the newest commit of a branch, at times that you set: every night, on weekdays, on
      the first of a month.
    </EmptyState>
  );
  return (
    <Page>
      <PageHeader
        title="Schedules"
        meta="Pipelines that run at a time, without a push."
        actions={query.data?.items.length !== 0 && create}
      />
      <QueryView query={query} isEmpty={({ items }) => items.length === 0} empty={empty}>
        {({ items }) => <ScheduleTable schedules={items} />}
      </QueryView>
      {isCreating && <CreateSchedule onClose={() => setCreating(false)} />}
    </Page>
  );
}
