import { Button } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { useEffect } from 'react';
import { ProblemError } from '../../../shared/api/problem-error.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { EmptyState } from '../../../shared/ui/empty-state.js';
import { NoAccess } from '../../../shared/ui/no-access.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { ProblemView } from '../../../shared/ui/problem-view.js';
import { RowSkeletons } from '../../../shared/ui/skeletons.js';
import { useAuditLog } from '../api/audit.js';
import { type AuditSearch, isFiltered } from '../model/audit-search.js';
import { AuditEntry } from './audit/audit-entry.js';
import { AuditFilters } from './audit/audit-filters.js';
import classes from './audit/audit.module.css';
import { ExportMenu } from './audit/export-menu.js';

type Props = { search: AuditSearch; onSearch: (search: AuditSearch) => void };

/** Who did what, newest first. Entries are chained: one cannot be changed or removed without breaking those after it. */
export function AuditLogPage({ search, onSearch }: Props) {
  return (
    <Page>
      <PageHeader
        title="Audit log"
        meta="Every change in this organization, chained so that a missing or altered entry shows."
        actions={<ExportMenu search={search} />}
      />
      <AuditFilters search={search} onSearch={onSearch} />
      <Entries search={search} onSearch={onSearch} />
    </Page>
  );
}

function Entries({ search, onSearch }: Props) {
  const log = useAuditLog(useOrg(), search);
  if (log.isPending) return <RowSkeletons rows={10} />;
  if (!log.data)
    return isForbidden(log.error) ? <NoAccess /> : <ProblemView error={log.error} onRetry={() => void log.refetch()} />;
  const entries = log.data.pages.flatMap((page) => page.items);
  if (entries.length === 0) return <Nothing isFiltered={isFiltered(search)} onShowAll={() => onSearch({})} />;
  return (
    <>
      <ol className={classes.entries}>
        {entries.map((entry) => (
          <AuditEntry key={entry.id} entry={entry} />
        ))}
      </ol>
      {log.hasNextPage && (
        <Older
          isLoading={log.isFetchingNextPage}
          hasFailed={log.isFetchNextPageError}
          onMore={() => void log.fetchNextPage()}
        />
      )}
    </>
  );
}

/** Fetches the next page when it comes into view; by hand when that failed. */
function Older({ isLoading, hasFailed, onMore }: { isLoading: boolean; hasFailed: boolean; onMore: () => void }) {
  const { ref, entry } = useIntersection({ rootMargin: '300px' });
  const isDue = entry?.isIntersecting === true && !isLoading && !hasFailed;
  useEffect(() => {
    if (isDue) onMore();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once each time it comes into view
  }, [isDue]);
  return (
    <Button ref={ref} variant="default" mt="md" loading={isLoading} onClick={onMore}>
      {hasFailed ? 'Older entries could not be loaded. Try again' : 'Older entries'}
    </Button>
  );
}

function Nothing({ isFiltered: isLeftOut, onShowAll }: { isFiltered: boolean; onShowAll: () => void }) {
  if (!isLeftOut)
    return <EmptyState title="Nothing yet">The first change in this organization will be the first entry.</EmptyState>;
  return (
    <EmptyState title="Nothing like this" action={<Button onClick={onShowAll}>Show all</Button>}>
      No entry is what the filter asks for.
    </EmptyState>
  );
}

function isForbidden(error: unknown): boolean {
  return error instanceof ProblemError && error.status === 403;
}
