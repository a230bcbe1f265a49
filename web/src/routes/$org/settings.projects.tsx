import { createFileRoute } from '@tanstack/react-router';
import { ProjectsPage } from '../../features/settings/components/projects-page.js';

export const Route = createFileRoute('/$org/settings/projects')({
  staticData: { crumb: 'Projects' },
  component: ProjectsPage,
});
