import { createFileRoute, Outlet } from '@tanstack/react-router';

export const Route = createFileRoute('/$org/pipelines/schedules')({
  staticData: { crumb: 'Schedules' },
  component: Outlet,
});
