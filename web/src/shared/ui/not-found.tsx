import type { ReactNode } from 'react';
import { EmptyState } from './empty-state.js';

/** Nothing is at this address, or never was in this organization. `action` leads back to where things are. */
export function NotFound({ what = 'This page', action }: { what?: string; action?: ReactNode }) {
  return (
    <EmptyState isPage title={`${what} does not exist`} action={action}>
      The address may be mistyped, or the thing was deleted. If somebody sent you the link, ask them which organization
      it is in.
    </EmptyState>
  );
}
