import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.js';
import { useEnableAccount } from '../api/accounts.js';

type Props = { userId: string; fullName: string; onClose: () => void };

/** Lets a person in again. */
export function EnableAccount({ userId, fullName, onClose }: Props) {
  const enable = useEnableAccount();
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      onConfirm={() => enable.mutate({ path: { userId } }, { onSuccess: onClose })}
      title={`Enable the account of ${fullName}?`}
      confirmLabel="Enable account"
      notUndone={['Sessions and personal API keys that ended when it was disabled']}
      isPending={enable.isPending}
      error={enable.error}
    >
      They can sign in again with their password, to all of their organizations.
    </ConfirmDialog>
  );
}
