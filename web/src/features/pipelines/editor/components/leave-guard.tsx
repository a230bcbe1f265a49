import { useBlocker } from '@tanstack/react-router';
import { ConfirmDialog } from '../../../../shared/ui/confirm-dialog.js';

type Props = { isChanged: boolean; isEverywhere: boolean };

/** Asks before a page with changes is left. What was typed is kept either way. */
export function LeaveGuard({ isChanged, isEverywhere }: Props) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => isChanged && current.pathname !== next.pathname,
    enableBeforeUnload: isChanged,
    withResolver: true,
  });
  if (blocker.status !== 'blocked') return null;
  return (
    <ConfirmDialog
      opened
      title="Leave without saving?"
      confirmLabel="Leave"
      onClose={blocker.reset}
      onConfirm={blocker.proceed}
      notUndone={[]}
    >
      The repository does not have your changes yet.{' '}
      {isEverywhere ? 'They are kept as your draft' : 'This browser keeps them'}
      {', and you are offered them when you come back.'}
    </ConfirmDialog>
  );
}
