import { useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { deploymentOptions } from '../../features/deployments/api/deployments.js';
import { DeploymentPage } from '../../features/deployments/components/deployment-page.js';

export const Route = createFileRoute('/$org/deployments/$deploymentId')({
  loader: async ({ context, params }) => {
    const { number } = await context.queryClient.ensureQueryData(deploymentOptions(params.org, params.deploymentId));
    return { crumb: `#${number}` };
  },
  component: View,
});

function View() {
  const { org, deploymentId } = Route.useParams();
  const { data } = useSuspenseQuery(deploymentOptions(org, deploymentId));
  return <DeploymentPage key={deploymentId} deployment={data} />;
}
