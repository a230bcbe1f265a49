import { createFileRoute } from '@tanstack/react-router';
import { ImpersonationsPage } from '../../features/settings/components/impersonations-page.js';

export const Route = createFileRoute('/$org/settings/impersonations')({
  staticData: { crumb: 'Impersonations' },
  component: ImpersonationsPage,
});
