import { useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { repositoryOptions } from '../../features/settings/api/repositories.js';
import { RepositoryPage } from '../../features/settings/components/repository-page.js';

export const Route = createFileRoute('/$org/settings/repositories/$repositoryId')({
  loader: async ({ context, params }) => {
    const repository = await context.queryClient.ensureQueryData(repositoryOptions(params.org, params.repositoryId));
    return { crumb: repository.name };
  },
  component: View,
});

function View() {
  const { org, repositoryId } = Route.useParams();
  const { data } = useSuspenseQuery(repositoryOptions(org, repositoryId));
  return <RepositoryPage repository={data} />;
}
