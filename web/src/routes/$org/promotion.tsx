import { createFileRoute } from '@tanstack/react-router';
import { LinkButton } from '../../shared/ui/link-button.js';
import { NotBuiltYet } from '../../shared/ui/not-built-yet.js';

export const Route = createFileRoute('/$org/promotion')({ staticData: { crumb: 'Promotion' }, component: View });

function View() {
  const { org } = Route.useParams();
  const toBoard = (
    <LinkButton to="/$org/deployments" params={{ org }} variant="default">
      Open the deployments board
    </LinkButton>
  );
  return (
    <NotBuiltYet title="Promotion" action={toBoard}>
      Promotion paths with stages, gates, soak times and freeze windows come with a later edition. Today you can promote
      a release from one environment to the next on the deployments board, and ask for approval in a pipeline.
    </NotBuiltYet>
  );
}
