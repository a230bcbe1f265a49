import { createFileRoute, redirect } from '@tanstack/react-router';
import {
  getPreferencesOptions,
  listMyOrganizationsOptions,
} from '../shared/api/generated/@tanstack/react-query.gen.js';
import type { StartPage } from '../shared/api/generated/types.gen.js';
import { hasSession } from '../shared/api/session-guard.js';

const START_PAGES = {
  overview: '/$org',
  executions: '/$org/executions',
  deployments: '/$org/deployments',
  approvals: '/$org/approvals',
  logs: '/$org/logs',
  incidents: '/$org/incidents',
} as const satisfies Record<StartPage, string>;

/** The door: to the preferred page of the first organization, to the welcome page without one, to sign-in without a session. */
export const Route = createFileRoute('/')({
  beforeLoad: async ({ context }) => {
    if (!(await hasSession(context.queryClient))) throw redirect({ to: '/sign-in' });
    const mine = await context.queryClient.ensureQueryData(listMyOrganizationsOptions());
    const first = mine.items.find(({ isVisitor }) => !isVisitor) ?? mine.items[0];
    if (!first) throw redirect({ to: '/welcome' });
    const { startPage } = await context.queryClient.ensureQueryData(getPreferencesOptions());
    throw redirect({ to: START_PAGES[startPage], params: { org: first.slug } });
  },
});
