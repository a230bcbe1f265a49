import type { QueryClient } from '@tanstack/react-query';
import { createRouter } from '@tanstack/react-router';
import { routeTree } from '../routeTree.gen.js';
import { NotFound } from '../shared/ui/not-found.js';
import { PageSkeleton } from '../shared/ui/skeletons.js';
import { RouteProblem } from '../shared/ui/route-problem.js';

/** The router: loaders share the query client; pages load when a link is pointed at. */
export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0, // the query client decides what is stale
    defaultPendingMs: 300,
    defaultPendingComponent: PageSkeleton,
    defaultErrorComponent: RouteProblem,
    defaultNotFoundComponent: () => <NotFound />,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
  interface StaticDataRouteOption {
    /** The word of this route in the breadcrumb. A loader may return a more telling `crumb`. */
    crumb?: string;
  }
}
