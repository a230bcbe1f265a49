import { createFileRoute } from '@tanstack/react-router';
import { AlertRulesPage } from '../../features/settings/components/alert-rules-page.js';

export const Route = createFileRoute('/$org/settings/alert-rules')({
  staticData: { crumb: 'Alert rules' },
  component: AlertRulesPage,
});
