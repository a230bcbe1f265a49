import { createFileRoute } from '@tanstack/react-router';
import { OrganizationPage } from '../../features/settings/components/organization-page.js';

export const Route = createFileRoute('/$org/settings/organization')({
  staticData: { crumb: 'Organization' },
  component: OrganizationPage,
});
