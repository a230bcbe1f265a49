import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, Outlet } from '@tanstack/react-router';
import { ImpersonationBanner } from '../features/admin/components/impersonation-banner.js';
import { BarePage } from '../shared/ui/bare-page.js';
import { NotFound } from '../shared/ui/not-found.js';
import { BareRouteProblem } from '../shared/ui/route-problem.js';

/** What every route can use in its guard and loader. */
export type RouterContext = { queryClient: QueryClient };

export const Route = createRootRouteWithContext<RouterContext>()({
  component: Root,
  errorComponent: BareRouteProblem,
  notFoundComponent: () => (
    <BarePage width="reading">
      <NotFound />
    </BarePage>
  ),
});

/** The banner stands above every page: nobody forgets in whose name they act. */
function Root() {
  return (
    <>
      <ImpersonationBanner />
      <Outlet />
    </>
  );
}
