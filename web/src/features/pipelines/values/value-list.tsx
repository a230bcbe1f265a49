import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { type Column, DataTable } from '../../../shared/ui/data-table.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import type { ValuePages } from '../api/values.js';
import {
  isOverriddenFor,
  type NamedValue,
  originWords,
  overrideWords,
  type ProjectNames,
} from '../model/named-value.js';
import classes from './values.module.css';

export type ListProps = { projects: ProjectNames; of: string | undefined };

type Props = ListProps & {
  label: string;
  query: ValuePages;
  empty: ReactNode;
  /** Columns of the kind, after the name. */
  own?: readonly Column<NamedValue>[];
  actions: (value: NamedValue) => ReactNode;
};

/** Named values, the newest first: below each name whose it is, and what takes its place. */
export function ValueList({ label, query, empty, own = [], actions, projects, of }: Props) {
  const columns: Column<NamedValue>[] = [
    { key: 'name', header: 'Name', cell: (value) => <Name value={value} projects={projects} of={of} /> },
    ...own,
    { key: 'version', header: 'Version', width: '80px', phone: 'hide', cell: ({ version }) => version },
    { key: 'set', header: 'Set', width: '150px', phone: 'hide', cell: (value) => <SetBy value={value} /> },
    { key: 'actions', header: 'Actions', bare: true, width: '1px', align: 'end', cell: actions },
  ];
  return (
    <>
      <QueryView query={query} isEmpty={({ pages }) => pages[0]?.items.length === 0} empty={empty}>
        {({ pages }) => (
          <DataTable
            label={label}
            columns={columns}
            rows={pages.flatMap(({ items }) => items)}
            rowKey={({ id }) => id}
          />
        )}
      </QueryView>
      {query.hasNextPage && (
        <Button
          variant="default"
          className={classes.more}
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          More {label.toLowerCase()}
        </Button>
      )}
    </>
  );
}

function Name({ value, projects, of }: ListProps & { value: NamedValue }) {
  const override = overrideWords(value, projects);
  return (
    <span className={classes.name}>
      <code className={isOverriddenFor(value, of) ? classes.overridden : undefined}>{value.name}</code>
      <span className={classes.faint}>
        {originWords(value, projects)}
        {override && `, ${override}`}
      </span>
    </span>
  );
}

function SetBy({ value: { setByName, setAt } }: { value: NamedValue }) {
  return (
    <span className={classes.name}>
      <RelativeTime at={setAt} />
      <span className={classes.faint}>{setByName}</span>
    </span>
  );
}
