import { createFileRoute, Outlet } from '@tanstack/react-router';

export const Route = createFileRoute('/$org/pipelines')({ staticData: { crumb: 'Pipelines' }, component: Outlet });
