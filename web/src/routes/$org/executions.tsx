import { createFileRoute, Outlet } from '@tanstack/react-router';

export const Route = createFileRoute('/$org/executions')({ staticData: { crumb: 'Runs' }, component: Outlet });
