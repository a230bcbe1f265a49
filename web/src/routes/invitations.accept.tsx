import { createFileRoute, redirect } from '@tanstack/react-router';
import { AcceptInvitation } from '../features/account/components/accept-invitation.js';
import { getMeOptions } from '../shared/api/generated/@tanstack/react-query.gen.js';
import { hasSession } from '../shared/api/session-guard.js';
import { text } from '../shared/lib/search-params.js';

export const Route = createFileRoute('/invitations/accept')({
  validateSearch: (search): { token?: string | undefined } => ({ token: text(search['token']) }),
  beforeLoad: async ({ context, location }) => {
    if (!(await hasSession(context.queryClient)))
      throw redirect({ to: '/sign-in', search: { returnTo: location.href } });
  },
  loader: ({ context }) => context.queryClient.ensureQueryData(getMeOptions()),
  component: View,
});

function View() {
  return <AcceptInvitation token={Route.useSearch().token} email={Route.useLoaderData().email} />;
}
