import { Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ApprovalRequestResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { FormDialog } from '../../../shared/ui/form-dialog.js';
import { useWithdraw } from '../api/approvals.js';

/** Takes a request back. */
export function WithdrawDialog({ approval, onClose }: { approval: ApprovalRequestResponse; onClose: () => void }) {
  const org = useOrg();
  const [comment, setComment] = useState('');
  const withdraw = useWithdraw();
  return (
    <FormDialog
      title={`Withdraw “${approval.title}”?`}
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault();
        const body = comment.trim() ? { comment: comment.trim() } : {};
        withdraw.mutate({ path: { org, approvalId: approval.id }, body }, { onSuccess: onClose });
      }}
      submitLabel="Withdraw"
      isDangerous
      isPending={withdraw.isPending}
      error={withdraw.error}
    >
      <Text size="sm">
        {approval.run
          ? 'Its node ends cancelled, and what comes after it in the run is skipped.'
          : 'Nobody can decide it any more. Ask again if it is needed after all.'}
      </Text>
      <Textarea
        label="Why? (optional)"
        rows={2}
        maxLength={2000}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
