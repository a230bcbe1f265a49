import { createFileRoute } from '@tanstack/react-router';
import { DeletionPage } from '../../features/settings/components/deletion-page.js';

export const Route = createFileRoute('/$org/settings/deletion')({
  staticData: { crumb: 'Delete organization' },
  component: DeletionPage,
});
