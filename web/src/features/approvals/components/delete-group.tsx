import type { ApprovalGroupResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.js';
import { useDeleteGroup } from '../api/approvals.js';

/** Deletes a group after it was said what that means for what waits. */
export function DeleteGroup({ group, onClose }: { group: ApprovalGroupResponse; onClose: () => void }) {
  const org = useOrg();
  const remove = useDeleteGroup();
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      onConfirm={() => remove.mutate({ path: { org, approvalGroupId: group.id } }, { onSuccess: onClose })}
      title={`Delete ${group.name}?`}
      confirmLabel="Delete group"
      isDangerous
      isPending={remove.isPending}
      error={remove.error}
      notUndone={['Votes that its members have cast stay.']}
    >
      <p>
        Requests that are for <code>{group.slug}</code> alone have nobody left who can decide them, until there is a
        group of this name again.
      </p>
    </ConfirmDialog>
  );
}
