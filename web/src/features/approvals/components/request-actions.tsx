import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ApprovalRequestResponse } from '../../../shared/api/generated/types.gen.js';
import { useMyId } from '../api/approvals.js';
import { DelegateDialog } from './delegate-dialog.js';
import { EditChangeDialog } from './edit-change-dialog.js';
import { ReassignDialog } from './reassign-dialog.js';
import { WithdrawDialog } from './withdraw-dialog.js';

type Dialog = 'delegate' | 'edit' | 'reassign' | 'withdraw';

/** What can be done with a request beside deciding it. */
export function RequestActions({ approval }: { approval: ApprovalRequestResponse }) {
  const [open, setOpen] = useState<Dialog>();
  const close = () => setOpen(undefined);
  const offers = offersOf(approval, useMyId());
  return (
    <>
      {offers.map(([dialog, label]) => (
        <Button key={dialog} size="xs" variant="default" onClick={() => setOpen(dialog)}>
          {label}
        </Button>
      ))}
      {open === 'delegate' && <DelegateDialog approvalId={approval.id} onClose={close} />}
      {open === 'edit' && <EditChangeDialog approval={approval} onClose={close} />}
      {open === 'reassign' && <ReassignDialog approval={approval} onClose={close} />}
      {open === 'withdraw' && <WithdrawDialog approval={approval} onClose={close} />}
    </>
  );
}

/** Who may take it back may change it and hand it on; the assignee may hand it on too. */
function offersOf(
  { canVote, canWithdraw, change, state }: ApprovalRequestResponse,
  myId: string | undefined,
): [Dialog, string][] {
  const isOpenChange = change !== null && (state === 'pending' || state === 'changes_requested');
  return [
    ...(canVote ? [['delegate', 'Delegate'] as [Dialog, string]] : []),
    ...(isOpenChange && canWithdraw ? [['edit', 'Edit'] as [Dialog, string]] : []),
    ...(isOpenChange && (canWithdraw || change.assigneeId === myId)
      ? [['reassign', 'Reassign'] as [Dialog, string]]
      : []),
    ...(canWithdraw ? [['withdraw', 'Withdraw'] as [Dialog, string]] : []),
  ];
}
