import type { ReactNode } from 'react';
import { EmptyState } from './empty-state.js';
import { Page } from './page.js';
import { PageHeader } from './page-header.js';

/** An honest page for a section of a later edition: what it will do, and what can be done today. */
export function NotBuiltYet({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <Page>
      <PageHeader title={title} />
      <EmptyState title="Not built yet" action={action}>
        {children}
      </EmptyState>
    </Page>
  );
}
