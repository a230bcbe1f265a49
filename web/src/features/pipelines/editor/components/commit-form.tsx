import { Button, Group, Stack, Textarea } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import type { FormEvent } from 'react';
import { ProblemView } from '../../../../shared/ui/problem-view.js';
import { TextDiff } from './text-diff.js';

type Props = {
  file: { branch: string; path: string };
  before: string;
  text: string;
  error: unknown;
  isPending: boolean;
  onCommit: (message: string | undefined) => void;
  onClose: () => void;
};

/** What changes in the text, and the message of the commit that saves it. */
export function CommitForm({ file, before, text, error, isPending, onCommit, onClose }: Props) {
  const clipboard = useClipboard({ timeout: 1500 });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onCommit(String(new FormData(event.currentTarget).get('message') ?? '').trim() || undefined);
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {error ? <ProblemView error={error} /> : null}
        <TextDiff before={before} after={text} label="What changes" />
        <Textarea
          name="message"
          label="Message of the commit"
          description={`A commit in your name on ${file.branch}. What it starts, the branch rules say.`}
          placeholder={`Edit ${file.path}`}
          maxLength={2000}
          autosize
          minRows={1}
          data-autofocus
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => clipboard.copy(text)}>
            {clipboard.copied ? 'Copied' : 'Copy the text'}
          </Button>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isPending}>
            Commit
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
