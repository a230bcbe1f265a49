import { createFileRoute, Outlet, redirect } from '@tanstack/react-router';
import { AccountLayout } from '../features/account/components/account-layout.js';
import { hasSession } from '../shared/api/session-guard.js';
import { BarePending } from '../shared/ui/bare-pending.js';
import { BareRouteProblem } from '../shared/ui/route-problem.js';

export const Route = createFileRoute('/account')({
  beforeLoad: async ({ context, location }) => {
    if (!(await hasSession(context.queryClient)))
      throw redirect({ to: '/sign-in', search: { returnTo: location.href } });
  },
  component: View,
  pendingComponent: BarePending,
  errorComponent: BareRouteProblem,
});

function View() {
  return (
    <AccountLayout>
      <Outlet />
    </AccountLayout>
  );
}
