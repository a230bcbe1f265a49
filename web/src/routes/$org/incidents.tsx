import { createFileRoute, Outlet } from '@tanstack/react-router';

export const Route = createFileRoute('/$org/incidents')({ staticData: { crumb: 'Incidents' }, component: Outlet });
