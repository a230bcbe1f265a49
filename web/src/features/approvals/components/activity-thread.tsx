import { Button, Textarea } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useRef, useState } from 'react';
import type { ActivityResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { PermittedButton } from '../../../shared/ui/permitted-button.js';
import { ProblemView } from '../../../shared/ui/problem-view.js';
import { QueryView } from '../../../shared/ui/query-view.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { Section } from '../../../shared/ui/section.js';
import { useActivity, useComment } from '../api/approvals.js';
import { ACTIVITY_WORDS, isSpoken } from '../model/request-words.js';
import classes from './inbox.module.css';

/** What was said and done, the newest first, and a field to say more. */
export function ActivityThread({ approvalId }: { approvalId: string }) {
  const query = useActivity(useOrg(), approvalId);
  return (
    <Section title="Discussion">
      <CommentForm approvalId={approvalId} />
      <QueryView query={query}>
        {({ pages }) => (
          <ol className={classes.thread}>
            {pages
              .flatMap(({ items }) => items)
              .map((activity) => (
                <Line key={activity.id} activity={activity} />
              ))}
          </ol>
        )}
      </QueryView>
      {query.hasNextPage && (
        <Button
          size="xs"
          variant="default"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Older ones
        </Button>
      )}
    </Section>
  );
}

function Line({ activity: { kind, actorName, text, at } }: { activity: ActivityResponse }) {
  return (
    <li>
      <strong>{actorName}</strong> {ACTIVITY_WORDS[kind]}
      {text && !isSpoken(kind) && ` ${text}`}{' '}
      <span className={classes.when}>
        <RelativeTime at={at} />
      </span>
      {text && isSpoken(kind) && <p className={classes.spoken}>{text}</p>}
    </li>
  );
}

function CommentForm({ approvalId }: { approvalId: string }) {
  const org = useOrg();
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const comment = useComment();
  useHotkeys([['c', () => field.current?.focus()]]);
  const submit = () =>
    text.trim() &&
    comment.mutate({ path: { org, approvalId }, body: { text: text.trim() } }, { onSuccess: () => setText('') });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
      }}
    >
      {comment.error && <ProblemView error={comment.error} />}
      <Textarea
        ref={field}
        aria-label="Say something"
        placeholder="Say something (c)"
        autosize
        minRows={1}
        maxLength={4000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {text.trim() !== '' && (
        <PermittedButton permission="approvals.request" type="submit" size="xs" loading={comment.isPending}>
          Comment
        </PermittedButton>
      )}
    </form>
  );
}
