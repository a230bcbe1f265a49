import { Button, Group, Textarea } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';
import type { ApprovalResponse, VoteDecision } from '../../api/generated/types.gen.js';
import { ProblemView } from '../problem-view.js';
import { useCastVote } from './use-cast-vote.js';
import classes from './approval.module.css';

/** Answers an approval in place. `a` and `r` choose, the comment is optional, and a second step confirms. */
export function VotePanel({ approval }: { approval: ApprovalResponse }) {
  const [decision, setDecision] = useState<VoteDecision>();
  useHotkeys(
    approval.canVote
      ? [
          ['a', () => setDecision('approve')],
          ['r', () => setDecision('reject')],
          ['Escape', () => setDecision(undefined)],
        ]
      : [],
  );
  if (!approval.canVote) {
    if (!approval.cannotVoteReason) return null;
    return <p className={classes.refusal}>{approval.cannotVoteReason}</p>;
  }
  if (decision)
    return (
      <Confirmation key={decision} approval={approval} decision={decision} onBack={() => setDecision(undefined)} />
    );
  return (
    <Group gap="xs">
      <Button onClick={() => setDecision('approve')} rightSection={<kbd className={classes.key}>a</kbd>}>
        Approve
      </Button>
      <Button
        variant="default"
        onClick={() => setDecision('reject')}
        rightSection={<kbd className={classes.key}>r</kbd>}
      >
        Reject
      </Button>
    </Group>
  );
}

type ConfirmationProps = { approval: ApprovalResponse; decision: VoteDecision; onBack: () => void };

function Confirmation({ approval, decision, onBack }: ConfirmationProps) {
  const [comment, setComment] = useState('');
  const { vote, isPending, error } = useCastVote(approval);
  const isApproval = decision === 'approve';
  const submit = () => vote(decision, comment);
  return (
    <form
      className={classes.confirmation}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onBack();
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
      }}
    >
      {error && <ProblemView error={error} />}
      <Textarea
        label={isApproval ? 'Comment (optional)' : 'Why not? (optional, the requester reads it)'}
        autosize
        minRows={2}
        autoFocus
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      <Group gap="xs">
        <Button type="submit" color={isApproval ? undefined : 'red'} loading={isPending}>
          {isApproval ? 'Approve' : 'Reject'}
        </Button>
        <Button variant="default" onClick={onBack}>
          Not now
        </Button>
        <span className={classes.hint}>Ctrl/⌘ Enter sends</span>
      </Group>
    </form>
  );
}
