import { ConfirmDialog } from '../../../../shared/ui/confirm-dialog.js';
import type { KeyFacts } from '../../model/key-words.js';

type Props = {
  apiKey: KeyFacts;
  revocation: { isPending: boolean; error: unknown };
  onRevoke: () => void;
  onClose: () => void;
  /** What else is not undone. */
  lost?: string;
};

/** Ends a key for good. */
export function RevokeDialog({ apiKey, revocation, onRevoke, onClose, lost }: Props) {
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      onConfirm={onRevoke}
      title={`Revoke ${apiKey.name}?`}
      confirmLabel="Revoke key"
      notUndone={['A revoked key never works again, in any of its versions', ...(lost ? [lost] : [])]}
      isDangerous
      isPending={revocation.isPending}
      error={revocation.error}
    >
      It stops working everywhere within seconds. What was done with it stays.
    </ConfirmDialog>
  );
}
