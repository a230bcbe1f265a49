import { Button, Group, Stack } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { TextDiff } from './text-diff.js';
import classes from './editor.module.css';

type Props = { theirs: string; mine: string; onMine: () => void; onTheirs: () => void };

/** The file was changed by somebody else meanwhile: what differs, and the three ways on. */
export function Conflict({ theirs, mine, onMine, onTheirs }: Props) {
  const clipboard = useClipboard({ timeout: 1500 });
  return (
    <Stack>
      <p className={classes.same} role="alert">
        Somebody has changed the file since you opened it. Nothing was saved. This is what your text would change in the
        file as it is now: lines that you did not touch are theirs.
      </p>
      <TextDiff before={theirs} after={mine} label="What differs" />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={() => clipboard.copy(mine)}>
          {clipboard.copied ? 'Copied' : 'Copy mine'}
        </Button>
        <Button variant="default" onClick={onTheirs}>
          Go on with theirs
        </Button>
        <Button onClick={onMine}>Put mine in its place</Button>
      </Group>
    </Stack>
  );
}
