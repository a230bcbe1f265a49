import { Button } from '@mantine/core';
import type { AccountEventResponse } from '../../../shared/api/generated/types.gen.js';
import { DataTable, type Column } from '../../../shared/ui/data-table.js';
import { EmptyState } from '../../../shared/ui/empty-state.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { ProblemView } from '../../../shared/ui/problem-view.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { RowSkeletons } from '../../../shared/ui/skeletons.js';
import { StateGlyph } from '../../../shared/ui/state-glyph.js';
import { useSecurityLog } from '../api/own-account.js';
import { eventDetail, eventWords, isAlarming } from '../model/account-event-words.js';
import classes from './account-cells.module.css';

/** What happened to one's account, newest first. */
export function SecurityLogPage() {
  const log = useSecurityLog();
  const rows = log.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page>
      <PageHeader
        title="Security log"
        meta="What happened to your account. Change your password if something here was not you."
      />
      {log.isPending && <RowSkeletons rows={8} />}
      {log.error && <ProblemView error={log.error} onRetry={() => void log.refetch()} />}
      {log.data && rows.length === 0 && (
        <EmptyState title="Nothing yet">What happens to your account from now on appears here.</EmptyState>
      )}
      {rows.length > 0 && <DataTable label="Security log" columns={COLUMNS} rows={rows} rowKey={({ id }) => id} />}
      {log.hasNextPage && (
        <Button variant="default" mt="md" loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
          Older entries
        </Button>
      )}
    </Page>
  );
}

const COLUMNS: Column<AccountEventResponse>[] = [
  {
    key: 'what',
    header: 'What happened',
    cell: (event) => {
      const detail = eventDetail(event);
      return (
        <span className={classes.two}>
          <span className={classes.strong}>
            {isAlarming(event.kind) && <StateGlyph mark="warning" />} {eventWords(event.kind)}
          </span>
          {detail && <span className={classes.dim}>{detail}</span>}
        </span>
      );
    },
  },
  { key: 'client', header: 'With', width: '220px', phone: 'hide', cell: ({ client }) => client ?? '—' },
  { key: 'ip', header: 'Address', width: '150px', phone: 'hide', cell: ({ ip }) => ip ?? '—' },
  { key: 'at', header: 'When', width: '130px', cell: ({ occurredAt }) => <RelativeTime at={occurredAt} /> },
];
