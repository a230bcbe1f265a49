import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router';
import { render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { theme } from '../src/app/theme.js';

/** A query client for one test: no retries, nothing refetches by itself. Seed it with `setQueryData`. */
export function testQueryClient(): QueryClient {
  return new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Number.POSITIVE_INFINITY } } });
}

/** Renders below `/acme` with the theme, queries and a router whose other addresses lead nowhere. Resolves when mounted. */
export async function renderUi(ui: ReactNode, { queryClient = testQueryClient(), path = '/acme' } = {}) {
  const root = createRootRoute({ component: Outlet });
  const org = createRoute({
    getParentRoute: () => root,
    path: '/$org',
    component: () => (
      <main data-testid="page">
        {ui}
        <Outlet />
      </main>
    ),
  });
  const rest = createRoute({ getParentRoute: () => org, path: '$', component: () => null });
  const router = createRouter({
    routeTree: root.addChildren([org.addChildren([rest])]),
    history: createMemoryHistory({ initialEntries: [path] }),
  });
  const result = render(
    <QueryClientProvider client={queryClient}>
      <MantineProvider theme={theme} env="test">
        <RouterProvider router={router as never} />
      </MantineProvider>
    </QueryClientProvider>,
  );
  await screen.findByTestId('page');
  return { ...result, router, queryClient };
}
