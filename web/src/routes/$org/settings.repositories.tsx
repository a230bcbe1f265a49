import { createFileRoute, Outlet } from '@tanstack/react-router';

export const Route = createFileRoute('/$org/settings/repositories')({
  staticData: { crumb: 'Repositories' },
  component: Outlet,
});
