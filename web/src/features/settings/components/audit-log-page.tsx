import { Button } from '@mantine/core';
import type { AuditEntryResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { EmptyState } from '../../../shared/ui/empty-state.js';
import { NoAccess } from '../../../shared/ui/no-access.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { ProblemView } from '../../../shared/ui/problem-view.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { RowSkeletons } from '../../../shared/ui/skeletons.js';
import { ProblemError } from '../../../shared/api/problem-error.js';
import { useAuditLog } from '../api/plan.js';
import { actionWords, changedFields } from '../model/audit-words.js';
import classes from './audit-log-page.module.css';

/** Who did what, newest first. Entries are chained: one cannot be changed or removed without breaking those after it. */
export function AuditLogPage() {
  return (
    <Page>
      <PageHeader
        title="Audit log"
        meta="Every change in this organization, chained so that a missing or altered entry shows."
      />
      <Entries />
    </Page>
  );
}

function Entries() {
  const log = useAuditLog(useOrg());
  if (log.isPending) return <RowSkeletons rows={10} />;
  if (!log.data)
    return isForbidden(log.error) ? <NoAccess /> : <ProblemView error={log.error} onRetry={() => void log.refetch()} />;
  const entries = log.data.pages.flatMap((page) => page.items);
  if (entries.length === 0)
    return <EmptyState title="Nothing yet">The first change in this organization will be the first entry.</EmptyState>;
  return (
    <>
      <ol className={classes.entries}>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ol>
      {log.hasNextPage && (
        <Button variant="default" mt="md" loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
          Older entries
        </Button>
      )}
    </>
  );
}

function isForbidden(error: unknown): boolean {
  return error instanceof ProblemError && error.status === 403;
}

function Entry({ entry }: { entry: AuditEntryResponse }) {
  const changes = changedFields(entry.before, entry.after);
  return (
    <li className={classes.entry}>
      <span className={classes.when}>
        <RelativeTime at={entry.occurredAt} />
      </span>
      <span className={classes.who}>{entry.actorName ?? 'Throughline'}</span>
      <span>
        {actionWords(entry.action)}
        {entry.resourceName && <span className={classes.what}> {entry.resourceName}</span>}
      </span>
      {changes.length > 0 && (
        <ul className={classes.changes}>
          {changes.map((change) => (
            <li key={change.name}>
              <code>{change.name}</code> {change.before === undefined ? '' : <del>{change.before}</del>}{' '}
              {change.after === undefined ? '' : <ins>{change.after}</ins>}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
