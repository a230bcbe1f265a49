import type { DeliveryOutcome, WebhookDeliveryResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import type { MarkedState } from '../../../shared/model/states.js';
import { DataTable, type Column } from '../../../shared/ui/data-table.js';
import { TextLink } from '../../../shared/ui/link-button.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { Section } from '../../../shared/ui/section.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import { useDeliveries } from '../api/repositories.js';
import classes from './cells.module.css';

const OUTCOMES: Record<DeliveryOutcome, MarkedState> = {
  accepted: { mark: 'succeeded', word: 'Accepted' },
  duplicate: { mark: 'cancelled', word: 'Duplicate' },
  ignored: { mark: 'cancelled', word: 'Ignored' },
  refused: { mark: 'failed', word: 'Refused' },
};

/** What the git server has sent, and what became of it: the first place to look when a push starts nothing. */
export function Deliveries({ repositoryId }: { repositoryId: string }) {
  const org = useOrg();
  const columns: Column<WebhookDeliveryResponse>[] = [
    {
      key: 'outcome',
      header: 'Outcome',
      width: '130px',
      cell: ({ outcome }) => <StateMark state={OUTCOMES[outcome]} />,
    },
    { key: 'event', header: 'Event', width: '90px', phone: 'hide', cell: ({ event }) => event },
    {
      key: 'id',
      header: 'Delivery',
      phone: 'hide',
      cell: ({ deliveryId }) => <span className={classes.code}>{deliveryId}</span>,
    },
    {
      key: 'reason',
      header: 'What happened',
      cell: ({ reason, executionId }) =>
        executionId ? (
          <TextLink to="/$org/executions/$executionId" params={{ org, executionId }}>
            started a run
          </TextLink>
        ) : (
          reason
        ),
    },
    {
      key: 'at',
      header: 'Received',
      width: '130px',
      align: 'end',
      cell: ({ receivedAt }) => <RelativeTime at={receivedAt} />,
    },
  ];
  const empty = (
    <p className={classes.note}>
      Nothing has been delivered yet. Push to the repository, or send a test from your git server.
    </p>
  );
  return (
    <Section title="Deliveries">
      <QueryView query={useDeliveries(org, repositoryId)} isEmpty={({ items }) => items.length === 0} empty={empty}>
        {({ items }) => <DataTable label="Deliveries" columns={columns} rows={items} rowKey={({ id }) => id} />}
      </QueryView>
    </Section>
  );
}
