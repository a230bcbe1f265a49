import { createFileRoute, redirect } from '@tanstack/react-router';
import { listMyOrganizationsOptions } from '../shared/api/generated/@tanstack/react-query.gen.js';
import { hasSession } from '../shared/api/session-guard.js';

/** The door: to the first organization, to the welcome page without one, to sign-in without a session. */
export const Route = createFileRoute('/')({
  beforeLoad: async ({ context }) => {
    if (!(await hasSession(context.queryClient))) throw redirect({ to: '/sign-in' });
    const mine = await context.queryClient.ensureQueryData(listMyOrganizationsOptions());
    const first = mine.items.find(({ isVisitor }) => !isVisitor) ?? mine.items[0];
    throw first ? redirect({ to: '/$org', params: { org: first.slug } }) : redirect({ to: '/welcome' });
  },
});
