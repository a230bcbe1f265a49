import { Button } from '@mantine/core';
import { useState } from 'react';
import type { LiveSessionResponse } from '../../../shared/api/generated/types.gen.js';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.js';
import { DataTable, type Column } from '../../../shared/ui/data-table.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { useEndSession } from '../api/own-account.js';
import classes from './account-cells.module.css';

/** Sessions with what one knows them by. */
export function SessionTable({ sessions }: { sessions: readonly LiveSessionResponse[] }) {
  const [ending, setEnding] = useState<LiveSessionResponse>();
  const columns: Column<LiveSessionResponse>[] = [
    {
      key: 'client',
      header: 'Signed in with',
      cell: ({ client, current, ip }) => (
        <span className={classes.two}>
          <span className={classes.strong}>{client}</span>
          <span className={classes.dim}>{current ? 'this session' : (ip ?? 'from an unknown address')}</span>
        </span>
      ),
    },
    { key: 'ip', header: 'Address', width: '150px', phone: 'hide', cell: ({ ip }) => ip ?? '—' },
    {
      key: 'created',
      header: 'Signed in',
      width: '140px',
      phone: 'hide',
      cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
    },
    { key: 'seen', header: 'Last seen', width: '130px', cell: ({ lastSeenAt }) => <RelativeTime at={lastSeenAt} /> },
    {
      key: 'end',
      header: 'End',
      bare: true,
      align: 'end',
      width: '80px',
      cell: (session) =>
        !session.current && (
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setEnding(session)}>
            End
          </Button>
        ),
    },
  ];
  return (
    <>
      <DataTable label="Sessions" columns={columns} rows={sessions} rowKey={({ id }) => id} />
      {ending && <EndDialog session={ending} onClose={() => setEnding(undefined)} />}
    </>
  );
}

function EndDialog({ session, onClose }: { session: LiveSessionResponse; onClose: () => void }) {
  const end = useEndSession();
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      onConfirm={() => end.mutate({ path: { sessionId: session.id } }, { onSuccess: onClose })}
      title={`End the session with ${session.client}?`}
      confirmLabel="End session"
      notUndone={['To come back, somebody has to sign in there again']}
      isDangerous
      isPending={end.isPending}
      error={end.error}
    >
      It loses access at once.
    </ConfirmDialog>
  );
}
