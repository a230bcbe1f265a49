import { createFileRoute } from '@tanstack/react-router';
import { PlanPage } from '../../features/settings/components/plan-page.js';

export const Route = createFileRoute('/$org/settings/plan')({
  staticData: { crumb: 'Plan and usage' },
  component: PlanPage,
});
