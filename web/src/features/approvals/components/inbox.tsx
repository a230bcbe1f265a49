import { Button } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { useOrg } from '../../../shared/lib/use-org.js';
import { useRowKeys } from '../../../shared/lib/use-row-keys.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { useInbox } from '../api/approvals.js';
import type { InboxSearch } from '../model/inbox-search.js';
import { ChangeRequestDialog } from './change-request-dialog.js';
import { InboxFilters } from './inbox-filters.js';
import classes from './inbox.module.css';
import { InboxRow } from './inbox-row.js';
import { NothingThere } from './nothing-there.js';

type Props = {
  search: InboxSearch;
  onSearch: (search: InboxSearch) => void;
  isOpen: boolean;
  children: ReactNode;
};

/** All requests on the left, the open one on the right. On a phone one of the two fills the screen. */
export function Inbox({ search, onSearch, isOpen, children }: Props) {
  useDocumentTitle('Approvals · Throughline');
  const query = useInbox(useOrg(), search);
  const [isAsking, setAsking] = useState(false);
  const Title = isOpen ? 'p' : 'h1'; // the open request has the page's heading then
  const list = useRowKeys<HTMLUListElement>();
  return (
    <div className={classes.inbox} data-open={isOpen || undefined}>
      <section className={classes.side} aria-label="Requests">
        <div className={classes.head}>
          <Title className={classes.title}>Approvals</Title>
          <PermittedButton permission="approvals.request" size="xs" variant="default" onClick={() => setAsking(true)}>
            Request a change
          </PermittedButton>
        </div>
        <InboxFilters search={search} onSearch={onSearch} />
        <div className={classes.rows}>
          <QueryView
            query={query}
            isEmpty={({ pages }) => pages.every(({ items }) => items.length === 0)}
            empty={<NothingThere search={search} onSearch={onSearch} />}
          >
            {({ pages }) => (
              <ul ref={list} className={classes.list}>
                {pages
                  .flatMap(({ items }) => items)
                  .map((request) => (
                    <InboxRow key={request.id} request={request} search={search} />
                  ))}
              </ul>
            )}
          </QueryView>
        </div>
        <Older query={query} />
      </section>
      <div className={classes.detail}>{children}</div>
      {isAsking && <ChangeRequestDialog onClose={() => setAsking(false)} />}
    </div>
  );
}

function Older({ query }: { query: ReturnType<typeof useInbox> }) {
  if (!query.hasNextPage) return null;
  return (
    <div className={classes.more}>
      <Button size="xs" variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        Older ones
      </Button>
    </div>
  );
}
