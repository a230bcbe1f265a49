import { Button, Group } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';
import type { ApprovalRequestResponse } from '../../api/generated/types.gen.js';
import type { Say } from './use-cast-vote.js';
import { VoteConfirmation } from './vote-confirmation.js';
import classes from './approval.module.css';

/** Answers an approval in place. `a` and `r` choose, and a second step confirms, with a comment. */
export function VotePanel({ approval }: { approval: ApprovalRequestResponse }) {
  const [say, setSay] = useState<Say>();
  const { canVote, canChangeVote, myVote } = approval;
  const isOpen = canVote || canChangeVote;
  useHotkeys(
    isOpen
      ? [
          ['a', () => myVote !== 'approve' && setSay('approve')],
          ['r', () => myVote !== 'reject' && setSay('reject')],
          ['Escape', () => setSay(undefined)],
        ]
      : [],
  );
  if (!isOpen) return approval.cannotVoteReason && <p className={classes.refusal}>{approval.cannotVoteReason}</p>;
  if (say) return <VoteConfirmation key={say} approval={approval} say={say} onBack={() => setSay(undefined)} />;
  return (
    <>
      {approval.votesFor && (
        <p className={classes.place}>You vote in the place of {approval.votesFor}, who has delegated it to you.</p>
      )}
      {canChangeVote && (
        <p className={classes.place}>
          You have {myVote === 'reject' ? 'rejected' : 'approved'} this. You can change it.
        </p>
      )}
      <Buttons approval={approval} onSay={setSay} />
    </>
  );
}

function Buttons({ approval, onSay }: { approval: ApprovalRequestResponse; onSay: (say: Say) => void }) {
  const { myVote, canRequestChanges } = approval;
  return (
    <Group gap="xs">
      {myVote !== 'approve' && (
        <Button onClick={() => onSay('approve')} rightSection={<kbd className={classes.key}>a</kbd>}>
          Approve
        </Button>
      )}
      {myVote !== 'reject' && (
        <Button variant="default" onClick={() => onSay('reject')} rightSection={<kbd className={classes.key}>r</kbd>}>
          Reject
        </Button>
      )}
      {canRequestChanges && (
        <Button variant="default" onClick={() => onSay('request_changes')}>
          Ask for changes
        </Button>
      )}
    </Group>
  );
}
