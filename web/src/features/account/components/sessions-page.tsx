import { Button } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.js';
import { Page } from '../../../shared/ui/page.js';
import { PageHeader } from '../../../shared/ui/page-header.js';
import { ProblemView } from '../../../shared/ui/problem-view.js';
import { RowSkeletons } from '../../../shared/ui/skeletons.js';
import { useEndOtherSessions, useSessions } from '../api/own-account.js';
import { SessionTable } from './session-table.js';

/** Where one is signed in, and the way out of each. */
export function SessionsPage() {
  const sessions = useSessions();
  const [isEnding, setEnding] = useState(false);
  const rows = sessions.data?.pages.flatMap((page) => page.items) ?? [];
  const hasOthers = rows.some(({ current }) => !current);
  const actions = hasOthers && (
    <Button variant="default" onClick={() => setEnding(true)}>
      End all others
    </Button>
  );
  return (
    <Page>
      <PageHeader
        title="Sessions"
        meta="Where you are signed in. End what you do not know, and change your password then."
        actions={actions}
      />
      {sessions.isPending && <RowSkeletons />}
      {sessions.error && <ProblemView error={sessions.error} onRetry={() => void sessions.refetch()} />}
      {rows.length > 0 && <SessionTable sessions={rows} />}
      {sessions.hasNextPage && (
        <Button variant="subtle" loading={sessions.isFetchingNextPage} onClick={() => void sessions.fetchNextPage()}>
          Show more
        </Button>
      )}
      {isEnding && <EndOthers onClose={() => setEnding(false)} />}
    </Page>
  );
}

function EndOthers({ onClose }: { onClose: () => void }) {
  const end = useEndOtherSessions();
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      onConfirm={() => end.mutate({}, { onSuccess: onClose })}
      title="End all other sessions?"
      confirmLabel="End them"
      notUndone={['Whoever is signed in there has to sign in again, you included']}
      isDangerous
      isPending={end.isPending}
      error={end.error}
    >
      They lose access at once. This session goes on.
    </ConfirmDialog>
  );
}
