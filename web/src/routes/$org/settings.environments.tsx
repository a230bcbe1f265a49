import { createFileRoute } from '@tanstack/react-router';
import { EnvironmentsPage } from '../../features/settings/components/environments-page.js';

export const Route = createFileRoute('/$org/settings/environments')({
  staticData: { crumb: 'Environments and hosts' },
  component: EnvironmentsPage,
});
