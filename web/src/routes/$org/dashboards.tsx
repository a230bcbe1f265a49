import { createFileRoute } from '@tanstack/react-router';
import { LinkButton } from '../../shared/ui/link-button.js';
import { NotBuiltYet } from '../../shared/ui/not-built-yet.js';

export const Route = createFileRoute('/$org/dashboards')({ staticData: { crumb: 'Dashboards' }, component: View });

function View() {
  const { org } = Route.useParams();
  const toLogs = (
    <LinkButton to="/$org/logs" params={{ org }} variant="default">
      Open the logs
    </LinkButton>
  );
  return (
    <NotBuiltYet title="Dashboards" action={toLogs}>
      Dashboards of your own come with a later edition. Today the home page shows deployments over the error rate of the
      last 24 hours, and the logs have a histogram by level.
    </NotBuiltYet>
  );
}
