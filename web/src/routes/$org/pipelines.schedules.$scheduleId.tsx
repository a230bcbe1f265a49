import { useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { scheduleOptions } from '../../features/pipelines/api/schedules.js';
import { SchedulePage } from '../../features/pipelines/components/schedules/schedule-page.js';

export const Route = createFileRoute('/$org/pipelines/schedules/$scheduleId')({
  loader: async ({ context, params }) => {
    const { name } = await context.queryClient.ensureQueryData(scheduleOptions(params.org, params.scheduleId));
    return { crumb: name };
  },
  component: View,
});

function View() {
  const { org, scheduleId } = Route.useParams();
  const { data } = useSuspenseQuery(scheduleOptions(org, scheduleId));
  return <SchedulePage schedule={data} />;
}
