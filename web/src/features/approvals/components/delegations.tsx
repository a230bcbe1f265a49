import { Button } from '@mantine/core';
import { useState } from 'react';
import type { DelegationResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { type Column, DataTable } from '../../../shared/ui/data-table.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { Section } from '../../../shared/ui/section.js';
import { useDelegations, useEndDelegation, useMyId } from '../api/approvals.js';
import { DelegateDialog } from './delegate-dialog.js';
import classes from './inbox.module.css';

/** In whose place this person votes, and who votes in theirs. */
export function Delegations() {
  const org = useOrg();
  const delegations = useDelegations(org);
  const end = useEndDelegation();
  const myId = useMyId();
  const [isOpen, setOpen] = useState(false);
  const delegate = (
    <PermittedButton permission="approvals.vote" size="xs" variant="default" onClick={() => setOpen(true)}>
      Delegate my votes
    </PermittedButton>
  );
  const takeBack = ({ id }: DelegationResponse) => end.mutate({ path: { org, delegationId: id } });
  return (
    <Section
      title="Your delegations"
      aside={delegate}
      description="For a while somebody else votes in your place: on one request, or on all."
    >
      <QueryView
        query={delegations}
        isEmpty={({ items }) => items.length === 0}
        empty={<p className={classes.nobody}>Nobody votes in your place, and you vote in nobody’s.</p>}
      >
        {({ items }) => (
          <DataTable label="Delegations" columns={columns(myId, takeBack)} rows={items} rowKey={({ id }) => id} />
        )}
      </QueryView>
      {isOpen && <DelegateDialog onClose={() => setOpen(false)} />}
    </Section>
  );
}

const columns = (
  myId: string | undefined,
  onEnd: (delegation: DelegationResponse) => void,
): Column<DelegationResponse>[] => [
  { key: 'from', header: 'In the place of', cell: ({ fromName }) => fromName },
  { key: 'to', header: 'Votes', cell: ({ toName }) => toName },
  { key: 'what', header: 'On', phone: 'hide', cell: ({ approvalId }) => (approvalId ? 'one request' : 'all requests') },
  { key: 'why', header: 'Why', phone: 'hide', cell: ({ reason }) => reason ?? '' },
  { key: 'until', header: 'Until', cell: ({ until }) => <RelativeTime at={until} /> },
  {
    key: 'end',
    header: 'Actions',
    align: 'end',
    // Who was given a place cannot give it back; it is not theirs.
    cell: (delegation) =>
      delegation.fromUserId === myId && (
        <Button size="compact-xs" variant="default" onClick={() => onEnd(delegation)}>
          End
        </Button>
      ),
  },
];
