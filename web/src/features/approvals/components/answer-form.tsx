import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useOrg } from '../../../shared/lib/use-org.js';
import { ProblemView } from '../../../shared/ui/problem-view.js';
import { useAnswer } from '../api/approvals.js';
import classes from './inbox.module.css';

/** Answers what was asked of the requester; the request waits for votes again then. */
export function AnswerForm({ approvalId }: { approvalId: string }) {
  const org = useOrg();
  const [text, setText] = useState('');
  const answer = useAnswer();
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        answer.mutate({ path: { org, approvalId }, body: { text: text.trim() } });
      }}
    >
      {answer.error && <ProblemView error={answer.error} />}
      <Textarea
        label="Your answer"
        description="Votes are cast again once you have answered."
        autosize
        minRows={2}
        required
        maxLength={4000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button type="submit" loading={answer.isPending} disabled={!text.trim()}>
        Answer
      </Button>
    </form>
  );
}
