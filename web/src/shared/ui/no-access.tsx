import type { ProblemError } from '../api/problem-error.js';
import { useGrantors } from '../api/capabilities.js';
import { EmptyState } from './empty-state.js';

/** A page that exists and that this person may not see. Says who can change that; "not found" is another page. */
export function NoAccess({ problem }: { problem?: ProblemError }) {
  const grantors = useGrantors();
  return (
    <EmptyState isPage title="You have no access to this">
      {problem?.detail ?? 'Your role in this organization does not include it.'} {grantors}
    </EmptyState>
  );
}
