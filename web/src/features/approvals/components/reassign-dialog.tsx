import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { ApprovalRequestResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { FormDialog } from '../../../shared/ui/form-dialog.js';
import { useMemberChoice, useReassign } from '../api/approvals.js';

/** Hands a change request on to somebody else. */
export function ReassignDialog({ approval, onClose }: { approval: ApprovalRequestResponse; onClose: () => void }) {
  const org = useOrg();
  const members = useMemberChoice(org);
  const [assigneeId, setAssigneeId] = useState(approval.change?.assigneeId ?? '');
  const reassign = useReassign();
  return (
    <FormDialog
      title="Who takes care of it?"
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault();
        const path = { org, changeRequestId: approval.id };
        reassign.mutate({ path, body: { assigneeId: assigneeId || null } }, { onSuccess: onClose });
      }}
      submitLabel="Hand on"
      isPending={reassign.isPending}
      error={reassign.error}
    >
      <NativeSelect
        label="Member"
        value={assigneeId}
        onChange={(event) => setAssigneeId(event.currentTarget.value)}
        data={[
          { value: '', label: 'Nobody' },
          ...members.map(({ userId, fullName }) => ({ value: userId, label: fullName })),
        ]}
      />
    </FormDialog>
  );
}
