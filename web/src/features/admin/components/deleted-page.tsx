import type { PurgedOrganizationResponse } from '../../../shared/api/generated/types.gen.js';
import { DataTable, type Column } from '../../../shared/ui/data-table.js';
import { EmptyState } from '../../../shared/ui/empty-state.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { ShortId } from '../../../shared/ui/short-id.js';
import { usePurged } from '../api/admin.js';
import { AdminQuery } from './admin-query.js';
import classes from './admin.module.css';

/** What is left of organizations that were deleted: that they were there, who wanted it, and how much went. */
export function DeletedPage() {
  return (
    <Page>
      <PageHeader title="Deleted organizations" meta="Every service deletes what it has; identity goes last." />
      <AdminQuery query={usePurged()}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState title="None">
              A deletion that is due appears here, with the rows that each service deleted.
            </EmptyState>
          ) : (
            <DataTable label="Deleted" columns={COLUMNS} rows={rows} rowKey={({ organizationId }) => organizationId} />
          )
        }
      </AdminQuery>
    </Page>
  );
}

const COLUMNS: Column<PurgedOrganizationResponse>[] = [
  { key: 'id', header: 'Organization', width: '120px', cell: ({ organizationId }) => <ShortId id={organizationId} /> },
  {
    key: 'by',
    header: 'Wanted by',
    cell: ({ requestedBy, reason }) => (
      <span className={classes.two}>
        <span>{requestedBy}</span>
        {reason && <span className={classes.dim}>“{reason}”</span>}
      </span>
    ),
  },
  { key: 'rows', header: 'Rows', phone: 'hide', cell: ({ rows }) => wordsOf(rows) },
  {
    key: 'done',
    header: 'Finished',
    width: '140px',
    cell: ({ purgedAt }) => (purgedAt ? <RelativeTime at={purgedAt} /> : 'under way'),
  },
];

const wordsOf = (rows: Record<string, number>): string =>
  Object.entries(rows)
    .map(([service, count]) => `${service} ${count}`)
    .join(' · ');
