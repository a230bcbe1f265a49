import { createFileRoute, Outlet } from '@tanstack/react-router';

export const Route = createFileRoute('/$org/pipelines/templates')({
  staticData: { crumb: 'Templates' },
  component: Outlet,
});
