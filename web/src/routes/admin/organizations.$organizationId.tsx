import { createFileRoute } from '@tanstack/react-router';
import { OrganizationPage } from '../../features/admin/components/organization-page.js';

export const Route = createFileRoute('/admin/organizations/$organizationId')({ component: View });

function View() {
  const { organizationId } = Route.useParams();
  return <OrganizationPage organizationId={organizationId} />;
}
