import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ProblemView } from '../../../shared/ui/problem-view.js';
import { RowSkeletons } from '../../../shared/ui/skeletons.js';

type Props<T> = { query: UseQueryResult<T, unknown>; children: (data: T) => ReactNode };

/** Loading, failed and there. Outside an organization nobody can grant anything, so a refusal is shown as what it is. */
export function AdminQuery<T>({ query, children }: Props<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isPending) return <RowSkeletons />;
  return <ProblemView error={query.error} onRetry={() => void query.refetch()} />;
}
