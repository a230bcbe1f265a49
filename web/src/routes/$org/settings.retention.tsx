import { createFileRoute } from '@tanstack/react-router';
import { RetentionPage } from '../../features/settings/components/retention-page.js';

export const Route = createFileRoute('/$org/settings/retention')({
  staticData: { crumb: 'Retention' },
  component: RetentionPage,
});
