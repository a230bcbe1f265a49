import { Button, Group } from '@mantine/core';
import { RelativeTime } from '../../../../shared/ui/relative-time.js';
import type { KeptDraft } from '../model/kept-draft.js';
import classes from './editor.module.css';

type Props = {
  draft: KeptDraft;
  base: { revision: string | null };
  onTake: (text: string) => void;
  onDrop: () => void;
};

/** Says that this browser has kept a text that was not saved, and what can be done with it. */
export function DraftNotice({ draft, base, onTake, onDrop }: Props) {
  return (
    <div className={classes.notice} role="status">
      <span>
        This browser has kept changes of <RelativeTime at={draft.at} /> that were not saved.
        {draft.revision !== base.revision && ' The file was changed since.'}
      </span>
      <Group gap="xs">
        <Button size="compact-sm" onClick={() => onTake(draft.text)}>
          Go on with them
        </Button>
        <Button size="compact-sm" variant="default" onClick={onDrop}>
          Throw them away
        </Button>
      </Group>
    </div>
  );
}
