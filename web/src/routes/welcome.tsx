import { createFileRoute, redirect } from '@tanstack/react-router';
import { Welcome } from '../features/account/components/welcome.js';
import { hasSession } from '../shared/api/session-guard.js';

export const Route = createFileRoute('/welcome')({
  beforeLoad: async ({ context }) => {
    if (!(await hasSession(context.queryClient))) throw redirect({ to: '/sign-in', search: { returnTo: '/welcome' } });
  },
  component: Welcome,
});
