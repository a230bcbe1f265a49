import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, Outlet } from '@tanstack/react-router';
import { BarePage } from '../shared/ui/bare-page.js';
import { NotFound } from '../shared/ui/not-found.js';
import { BareRouteProblem } from '../shared/ui/route-problem.js';

/** What every route can use in its guard and loader. */
export type RouterContext = { queryClient: QueryClient };

export const Route = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  errorComponent: BareRouteProblem,
  notFoundComponent: () => (
    <BarePage width="reading">
      <NotFound />
    </BarePage>
  ),
});
