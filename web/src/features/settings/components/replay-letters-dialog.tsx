import { useOrg } from '../../../shared/lib/use-org.js';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.js';
import { useReplayLetters } from '../api/dead-letters.js';
import type { DeadLetterSearch } from '../model/dead-letter-filter.js';

type Props = { search: DeadLetterSearch; count: number; onClose: () => void };

export function ReplayLettersDialog({ search, count, onClose }: Props) {
  const org = useOrg();
  const replay = useReplayLetters();
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      onConfirm={() => replay.mutate({ org, search }, { onSuccess: onClose })}
      title={count === 1 ? 'Replay this event?' : `Replay these ${count} events?`}
      confirmLabel="Replay"
      notUndone={['What an event changes when it is applied now stays changed']}
      isPending={replay.isPending}
      error={replay.error}
    >
      Every open event that the filter names is given to its service again, the oldest 500 of each service at a time.
      One that was applied meanwhile is not applied twice; one that fails again comes back here.
    </ConfirmDialog>
  );
}
