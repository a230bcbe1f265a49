import { createFileRoute, Outlet } from '@tanstack/react-router';

export const Route = createFileRoute('/$org/deployments')({ staticData: { crumb: 'Deployments' }, component: Outlet });
