import { createFileRoute } from '@tanstack/react-router';
import { RunnersPage } from '../../features/settings/components/runners-page.js';

export const Route = createFileRoute('/$org/settings/runners')({
  staticData: { crumb: 'Runners' },
  component: RunnersPage,
});
