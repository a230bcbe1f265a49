import { Button, Group } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import type { ApprovalRequestResponse } from '../../api/generated/types.gen.js';
import { endingWords } from './ending-words.js';
import type { Say } from './use-cast-vote.js';
import { VoteConfirmation } from './vote-confirmation.js';
import classes from './approval.module.css';

/** Answers an approval in place. `a` and `r` choose, and a second step confirms, with a comment. */
export function VotePanel({ approval }: { approval: ApprovalRequestResponse }) {
  const [{ say, before }, set] = useState<{ say?: Say | undefined; before?: Say | undefined }>({});
  const setSay = (next?: Say) => set((now) => ({ say: next, before: now.say }));
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
  if (!isOpen) {
    const words = endingWords(approval) ?? approval.cannotVoteReason;
    return words && <Refusal words={words} isAnswer={say !== undefined} />;
  }
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
      <Buttons approval={approval} onSay={setSay} before={before} />
    </>
  );
}

/** Why nobody is asked here. To who has just answered it is what came of it, so it takes the focus of the form that is gone. */
function Refusal({ words, isAnswer }: { words: string; isAnswer: boolean }) {
  const line = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (isAnswer) line.current?.focus({ preventScroll: true });
  }, [isAnswer]);
  return (
    <p ref={line} className={classes.refusal} tabIndex={-1}>
      {words}
    </p>
  );
}

/** `before`: what was taken back just now, which has the focus again. */
type ButtonsProps = { approval: ApprovalRequestResponse; onSay: (say: Say) => void; before: Say | undefined };

function Buttons({ approval, onSay, before }: ButtonsProps) {
  const { myVote, canRequestChanges } = approval;
  return (
    <Group gap="xs">
      {myVote !== 'approve' && (
        <Button
          autoFocus={before === 'approve'}
          onClick={() => onSay('approve')}
          rightSection={<kbd className={classes.key}>a</kbd>}
        >
          Approve
        </Button>
      )}
      {myVote !== 'reject' && (
        <Button
          variant="default"
          autoFocus={before === 'reject'}
          onClick={() => onSay('reject')}
          rightSection={<kbd className={classes.key}>r</kbd>}
        >
          Reject
        </Button>
      )}
      {canRequestChanges && (
        <Button variant="default" autoFocus={before === 'request_changes'} onClick={() => onSay('request_changes')}>
          Ask for changes
        </Button>
      )}
    </Group>
  );
}
