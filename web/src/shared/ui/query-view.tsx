import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ProblemError } from '../api/problem-error.js';
import { NoAccess } from './no-access.js';
import { ProblemView } from './problem-view.js';
import { RelativeTime } from './relative-time.js';
import { RowSkeletons } from './skeletons.js';
import classes from './query-view.module.css';

type Props<T> = {
  query: UseQueryResult<T, unknown>;
  children: (data: T) => ReactNode;
  isEmpty?: (data: T) => boolean;
  empty?: ReactNode;
  skeleton?: ReactNode;
};

/** The five states of a view in one place: loading, empty, failed, forbidden, and stale data that could not refresh. */
export function QueryView<T>({ query, children, isEmpty, empty, skeleton }: Props<T>) {
  const retry = () => void query.refetch();
  if (query.data === undefined) {
    if (query.isPending) return skeleton ?? <RowSkeletons />;
    if (query.error instanceof ProblemError && query.error.status === 403) return <NoAccess problem={query.error} />;
    return <ProblemView error={query.error} onRetry={retry} />;
  }
  return (
    <>
      {query.isError && (
        <p className={classes.stale} role="status">
          Could not refresh. What you see is from <RelativeTime at={new Date(query.dataUpdatedAt).toISOString()} />.{' '}
          <button type="button" className={classes.retry} onClick={retry}>
            Try again
          </button>
        </p>
      )}
      {empty !== undefined && isEmpty?.(query.data) ? empty : children(query.data)}
    </>
  );
}
