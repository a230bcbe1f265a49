import { useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute, useLocation } from '@tanstack/react-router';
import { incidentOptions } from '../../features/incidents/api/incidents.js';
import { IncidentPage } from '../../features/incidents/components/incident-page.js';

export const Route = createFileRoute('/$org/incidents/$incidentId')({
  loader: async ({ context, params }) => {
    const { incident } = await context.queryClient.ensureQueryData(incidentOptions(params.org, params.incidentId));
    return { crumb: `#${incident.number}` };
  },
  component: View,
});

function View() {
  const { org, incidentId } = Route.useParams();
  const { data } = useSuspenseQuery(incidentOptions(org, incidentId));
  const hash = useLocation({ select: (location) => location.hash });
  return <IncidentPage key={incidentId} data={data} chosenEntry={hash || undefined} />;
}
