import { SegmentedControl } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useOrg } from '../../../shared/lib/use-org.js';
import { useRowKeys } from '../../../shared/lib/use-row-keys.js';
import { EmptyState } from '../../../shared/ui/empty-state.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { useApprovals } from '../api/approvals.js';
import { approvalRows, type ApprovalView } from '../model/approval-view.js';
import classes from './inbox.module.css';
import { InboxRow } from './inbox-row.js';

type Props = { view: ApprovalView; onView: (view: ApprovalView) => void; isOpen: boolean; children: ReactNode };

/** All requests on the left, the open one on the right. On a phone one of the two fills the screen. */
export function Inbox({ view, onView, isOpen, children }: Props) {
  useDocumentTitle('Approvals · Throughline');
  const query = useApprovals(useOrg(), view);
  const Title = isOpen ? 'p' : 'h1'; // the open request has the page's heading then
  const list = useRowKeys<HTMLUListElement>();
  return (
    <div className={classes.inbox} data-open={isOpen || undefined}>
      <section className={classes.side} aria-label="Requests">
        <div className={classes.head}>
          <Title className={classes.title}>Approvals</Title>
          <SegmentedControl
            size="xs"
            aria-label="Which requests"
            value={view}
            onChange={(value) => onView(value === 'decided' ? 'decided' : 'waiting')}
            data={[
              { value: 'waiting', label: 'Waiting' },
              { value: 'decided', label: 'Decided' },
            ]}
          />
        </div>
        <QueryView
          query={query}
          isEmpty={({ items }) => approvalRows(items, view).length === 0}
          empty={<NothingThere view={view} />}
        >
          {({ items }) => (
            <ul ref={list} className={classes.list}>
              {approvalRows(items, view).map((approval) => (
                <InboxRow key={approval.id} approval={approval} view={view} />
              ))}
            </ul>
          )}
        </QueryView>
      </section>
      <div className={classes.detail}>{children}</div>
    </div>
  );
}

function NothingThere({ view }: { view: ApprovalView }) {
  if (view === 'decided') return <p className={classes.none}>Nothing has been decided yet.</p>;
  return (
    <div className={classes.none}>
      <EmptyState title="Nothing waits for a decision">
        A node of kind <code>approval</code> in a pipeline stops the run here until enough people have said yes. You see
        what they see: the evidence, what changes, and who asks.
      </EmptyState>
    </div>
  );
}
