import { Button, Group } from '@mantine/core';
import type { DraftKeeper, DraftState } from '../model/draft-keeper.js';
import { withPlainLineEnds } from '../model/line-ends.js';
import { DayAndTime } from './day-and-time.js';
import classes from './editor.module.css';
import type { Base } from './save-dialog.js';

type Props = {
  offered: NonNullable<DraftState['offered']>;
  keeper: DraftKeeper;
  base: Base;
  onTake: (text: string) => void;
};

/** Says that there is a text that was not saved, what it was made from, and what can be done with it. */
export function DraftNotice({ offered: { draft, isElsewhere }, keeper, base, onTake }: Props) {
  const isOld = draft.revision !== base.revision;
  return (
    <div className={classes.notice} role="status">
      <span>
        {isElsewhere ? 'You have edited this file elsewhere meanwhile: draft of ' : 'Not saved: draft of '}
        <DayAndTime at={draft.at} />
        {draft.version !== null && `, based on version ${draft.version}`}.
        {isOld &&
          (base.version === null ? ' The file was changed since.' : ` The file is at version ${base.version} now.`)}
        {isElsewhere && ' Until you choose, what you type here is kept in this browser only.'}
      </span>
      <Group gap="xs">
        <Button size="compact-sm" onClick={() => onTake(withPlainLineEnds(keeper.take() ?? draft.text))}>
          {isElsewhere ? 'Go on with that' : 'Go on with it'}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => (isElsewhere ? keeper.keepMine() : keeper.forget())}>
          {isElsewhere ? 'Keep what is here' : 'Throw it away'}
        </Button>
      </Group>
    </div>
  );
}
