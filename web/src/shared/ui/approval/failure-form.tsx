import { Button, Group, Textarea } from '@mantine/core';
import { useState } from 'react';
import { answerFailureMutation } from '../../api/generated/@tanstack/react-query.gen.js';
import type { AnswerFormResponse, FailureChoice } from '../../api/generated/types.gen.js';
import { useChange } from '../../api/use-change.js';
import { useOrg } from '../../lib/use-org.js';
import { ProblemView } from '../problem-view.js';
import { CHOICE_WORDS, commentLabel } from './failure-words.js';
import classes from './approval.module.css';

const TOUCHED = [
  ...['listApprovalRequests', 'countApprovalRequests', 'getApprovalRequest', 'listApprovalActivity'],
  ...['getExecution', 'getLine'],
];

/** Answers a failure, with the choices and the rules of the request. */
export function FailureForm({ approvalId, form }: { approvalId: string; form: AnswerFormResponse }) {
  const org = useOrg();
  const [comment, setComment] = useState('');
  const answer = useChange(answerFailureMutation(), { touches: TOUCHED, done: 'Answered', isInline: true });
  const words = comment.trim();
  const say = (choice: FailureChoice) =>
    answer.mutate({ path: { org, approvalId }, body: { choice, ...(words && { comment: words }) } });
  return (
    <form className={classes.confirmation} onSubmit={(event) => event.preventDefault()}>
      {answer.error && <ProblemView error={answer.error} />}
      <Textarea
        label={commentLabel(form)}
        autosize
        minRows={2}
        maxLength={2000}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      <Group gap="xs">
        {form.choices.map((choice, at) => (
          <Button
            key={choice}
            {...(at > 0 && { variant: 'default' })}
            {...(choice === 'abort' && { c: 'red' })}
            loading={answer.isPending && answer.variables.body.choice === choice}
            disabled={answer.isPending || (words === '' && form.commentNeededFor.includes(choice))}
            onClick={() => say(choice)}
          >
            {CHOICE_WORDS[choice]}
          </Button>
        ))}
      </Group>
    </form>
  );
}
