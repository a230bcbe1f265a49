import { Button, Group, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ApprovalRequestResponse, CommentRule } from '../../api/generated/types.gen.js';
import { ProblemView } from '../problem-view.js';
import { type Say, useCastVote } from './use-cast-vote.js';
import classes from './approval.module.css';

type Props = { approval: ApprovalRequestResponse; say: Say; onBack: () => void };

const BUTTONS: Record<Say, string> = { approve: 'Approve', reject: 'Reject', request_changes: 'Ask for changes' };

/** The second step: what one wants to add, and whether one means it. */
export function VoteConfirmation({ approval, say, onBack }: Props) {
  const [comment, setComment] = useState('');
  const cast = useCastVote(approval);
  const isNeeded = needsComment(approval.rule.comment, say);
  const isReady = !isNeeded || comment.trim() !== '';
  const submit = () => isReady && cast.say(say, comment);
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
      {cast.error && <ProblemView error={cast.error} />}
      <Textarea
        label={labelOf(say, isNeeded)}
        autosize
        minRows={2}
        autoFocus
        required={isNeeded}
        value={comment}
        maxLength={2000}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      <Group gap="xs">
        <Button type="submit" color={say === 'reject' ? 'red' : undefined} loading={cast.isPending} disabled={!isReady}>
          {BUTTONS[say]}
        </Button>
        <Button variant="default" onClick={onBack}>
          Not now
        </Button>
        <span className={classes.hint}>Ctrl/⌘ Enter sends</span>
      </Group>
    </form>
  );
}

function needsComment(rule: CommentRule, say: Say): boolean {
  return say === 'request_changes' || rule === 'always' || (rule === 'reject' && say === 'reject');
}

function labelOf(say: Say, isNeeded: boolean): string {
  if (say === 'request_changes') return 'What has to be different?';
  if (say === 'reject')
    return isNeeded ? 'Why not? (the requester reads it)' : 'Why not? (optional, the requester reads it)';
  return isNeeded ? 'Comment' : 'Comment (optional)';
}
