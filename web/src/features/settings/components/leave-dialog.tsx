import { useOrg } from '../../../shared/lib/use-org.js';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.js';
import { useOrganization } from '../api/organization.js';
import { useGoHome, useLeaveOrganization } from '../api/people.js';

/** The person's own way out. */
export function LeaveDialog({ onClose }: { onClose: () => void }) {
  const org = useOrg();
  const organization = useOrganization(org).data;
  const leave = useLeaveOrganization();
  const goHome = useGoHome();
  const slug = organization?.slug ?? org;
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      onConfirm={() => leave.mutate({ path: { org }, body: { slug } }, { onSuccess: goHome })}
      title={`Leave ${organization?.name ?? org}?`}
      confirmLabel="Leave organization"
      notUndone={['To come back you need a new invitation', 'What environments granted you is gone']}
      isDangerous
      isPending={leave.isPending}
      error={leave.error}
    >
      You lose access at once. Votes that you have cast keep counting, and your name stays in the audit log.
    </ConfirmDialog>
  );
}
