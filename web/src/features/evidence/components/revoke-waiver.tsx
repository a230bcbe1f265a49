import type { WaiverResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.js';
import { useRevokeWaiver } from '../api/evidence.js';

/** Ends a waiver before its time. */
export function RevokeWaiver({ waiver, onClose }: { waiver: WaiverResponse; onClose: () => void }) {
  const org = useOrg();
  const revoke = useRevokeWaiver();
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      onConfirm={() => revoke.mutate({ path: { org, waiverId: waiver.id } }, { onSuccess: onClose })}
      title={`Revoke the waiver of ${waiver.finding}?`}
      confirmLabel="Revoke"
      notUndone={['Gates that have passed with it stay passed']}
      isDangerous
      isPending={revoke.isPending}
      error={revoke.error}
    >
      From now on the finding counts again in {waiver.service ?? waiver.repositoryName}. The waiver stays in the list.
    </ConfirmDialog>
  );
}
