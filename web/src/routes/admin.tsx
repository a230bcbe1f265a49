import { createFileRoute, Outlet, redirect } from '@tanstack/react-router';
import { AdminLayout } from '../features/admin/components/admin-layout.js';
import { hasSession } from '../shared/api/session-guard.js';
import { BarePending } from '../shared/ui/bare-pending.js';

export const Route = createFileRoute('/admin')({
  beforeLoad: async ({ context, location }) => {
    if (!(await hasSession(context.queryClient)))
      throw redirect({ to: '/sign-in', search: { returnTo: location.href } });
  },
  component: View,
  pendingComponent: BarePending,
});

function View() {
  return (
    <AdminLayout>
      <Outlet />
    </AdminLayout>
  );
}
