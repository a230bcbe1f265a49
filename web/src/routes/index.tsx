import { createFileRoute, redirect } from '@tanstack/react-router';
import { getMeOptions } from '../shared/api/generated/@tanstack/react-query.gen.js';
import { hasSession } from '../shared/api/session-guard.js';

/** The door: to the first organization, to the welcome page without one, to sign-in without a session. */
export const Route = createFileRoute('/')({
  beforeLoad: async ({ context }) => {
    if (!(await hasSession(context.queryClient))) throw redirect({ to: '/sign-in' });
    const me = await context.queryClient.ensureQueryData(getMeOptions());
    const first = me.organizations[0];
    throw first ? redirect({ to: '/$org', params: { org: first.slug } }) : redirect({ to: '/welcome' });
  },
});
