import { MantineProvider } from '@mantine/core';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Toaster } from '../shared/ui/toaster.js';
import { cssVariablesResolver, theme } from './theme.js';

type Props = { queryClient: QueryClient; children: ReactNode };

/** Theme, queries and toasts around everything. The theme's variables are in the stylesheet, not in a <style>. */
export function Providers({ queryClient, children }: Props) {
  return (
    <QueryClientProvider client={queryClient}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariablesResolver}
        defaultColorScheme="auto"
        withCssVariables={false}
        withStaticClasses={false}
        withGlobalClasses={false}
      >
        {children}
        <Toaster />
      </MantineProvider>
    </QueryClientProvider>
  );
}
