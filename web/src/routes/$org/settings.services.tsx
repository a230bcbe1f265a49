import { createFileRoute, Outlet } from '@tanstack/react-router';

export const Route = createFileRoute('/$org/settings/services')({
  staticData: { crumb: 'Services' },
  component: Outlet,
});
