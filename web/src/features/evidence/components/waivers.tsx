import { Button } from '@mantine/core';
import { useState } from 'react';
import type { WaiverResponse } from '../../../shared/api/generated/types.gen.js';
import { ProblemError } from '../../../shared/api/problem-error.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { DataTable, type Column } from '../../../shared/ui/data-table.js';
import { NoAccess } from '../../../shared/ui/no-access.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { ProblemView } from '../../../shared/ui/problem-view.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { Section } from '../../../shared/ui/section.js';
import { RowSkeletons } from '../../../shared/ui/skeletons.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import { useWaivers } from '../api/evidence.js';
import { waiverState } from '../model/evidence-words.js';
import { RevokeWaiver } from './revoke-waiver.js';
import { WaiveDialog } from './waive-dialog.js';
import classes from './evidence.module.css';

/** Every waiver there was, also those that count no more. */
export function Waivers() {
  const [isAdding, setAdding] = useState(false);
  const add = (
    <PermittedButton permission="evidence.manage" variant="default" size="compact-sm" onClick={() => setAdding(true)}>
      Waive a finding
    </PermittedButton>
  );
  return (
    <Section title="Waivers" aside={add}>
      <Rows />
      {isAdding && <WaiveDialog onClose={() => setAdding(false)} />}
    </Section>
  );
}

function Rows() {
  const [revoking, setRevoking] = useState<WaiverResponse>();
  const list = useWaivers(useOrg());
  if (list.isPending) return <RowSkeletons rows={3} />;
  if (!list.data) {
    if (list.error instanceof ProblemError && list.error.status === 403) return <NoAccess problem={list.error} />;
    return <ProblemView error={list.error} onRetry={() => void list.refetch()} />;
  }
  const rows = list.data.pages.flatMap((page) => page.items);
  if (rows.length === 0) {
    return (
      <p className={classes.note}>
        No finding is waived. A waiver names one finding, has a reason, and ends by itself.
      </p>
    );
  }
  return (
    <>
      <DataTable label="Waivers" columns={columnsOf(setRevoking)} rows={rows} rowKey={({ id }) => id} />
      {list.hasNextPage && (
        <Button variant="default" mt="md" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Older waivers
        </Button>
      )}
      {revoking && <RevokeWaiver waiver={revoking} onClose={() => setRevoking(undefined)} />}
    </>
  );
}

const FACTS: readonly Column<WaiverResponse>[] = [
  {
    key: 'finding',
    header: 'Finding',
    cell: ({ finding, reason }) => (
      <span className={classes.two}>
        <span className={classes.strong}>{finding}</span>
        <span className={classes.dim}>{reason}</span>
      </span>
    ),
  },
  {
    key: 'where',
    header: 'Where',
    width: '150px',
    phone: 'hide',
    cell: ({ repositoryName, service }) => service ?? repositoryName,
  },
  {
    key: 'by',
    header: 'Granted by',
    width: '150px',
    phone: 'hide',
    cell: ({ createdBy, createdAt }) => (
      <span className={classes.two}>
        {createdBy.name}
        <span className={classes.dim}>
          <RelativeTime at={createdAt} />
        </span>
      </span>
    ),
  },
];

function columnsOf(onRevoke: (waiver: WaiverResponse) => void): Column<WaiverResponse>[] {
  return [
    { key: 'state', header: 'State', width: '120px', cell: (waiver) => <State waiver={waiver} /> },
    ...FACTS,
    {
      key: 'revoke',
      header: 'Revoke',
      bare: true,
      width: '1px',
      align: 'end',
      cell: (waiver) =>
        waiver.state === 'active' ? <Revoke waiver={waiver} onClick={() => onRevoke(waiver)} /> : null,
    },
  ];
}

/** Whether it counts, and until when or since when it does not. */
function State({ waiver: { state, revokedAt, expiresAt } }: { waiver: WaiverResponse }) {
  return (
    <span className={classes.two}>
      <StateMark state={waiverState[state]} />
      <span className={classes.dim}>
        {state === 'active' && 'ends '}
        <RelativeTime at={revokedAt ?? expiresAt} />
      </span>
    </span>
  );
}

function Revoke({ waiver, onClick }: { waiver: WaiverResponse; onClick: () => void }) {
  return (
    <PermittedButton
      permission="evidence.manage"
      variant="subtle"
      color="gray"
      size="compact-sm"
      onClick={onClick}
      aria-label={`Revoke the waiver of ${waiver.finding}`}
    >
      Revoke
    </PermittedButton>
  );
}
