import { useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { serviceOptions } from '../../features/settings/api/delivery.js';
import { ServicePage } from '../../features/settings/components/service-page.js';
import { text } from '../../shared/lib/search-params.js';

export const Route = createFileRoute('/$org/settings/services/$serviceId')({
  validateSearch: (search): { environment?: string | undefined } => ({ environment: text(search['environment']) }),
  loader: async ({ context, params }) => {
    const service = await context.queryClient.ensureQueryData(serviceOptions(params.org, params.serviceId));
    return { crumb: service.name };
  },
  component: View,
});

function View() {
  const { org, serviceId } = Route.useParams();
  const { environment } = Route.useSearch();
  const navigate = Route.useNavigate();
  const { data } = useSuspenseQuery(serviceOptions(org, serviceId));
  const show = (slug: string) =>
    void navigate({ search: (previous) => ({ ...previous, environment: slug }), replace: true });
  return <ServicePage service={data} environment={environment} onEnvironment={show} />;
}
