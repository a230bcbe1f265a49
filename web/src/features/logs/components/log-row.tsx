import { memo, type KeyboardEvent, type MouseEvent } from 'react';
import type { LogEntryResponse } from '../../../shared/api/generated/types.gen.js';
import { AnsiText } from './ansi-text.js';
import { LevelMark } from './level-mark.js';
import type { RowFormat } from './use-row-format.js';
import classes from './viewer.module.css';

type Props = {
  entry: LogEntryResponse;
  format: RowFormat;
  isChosen: boolean;
  /** While a line is open, moving the focus with j and k opens the next one. */
  isFollowingFocus: boolean;
  onChoose: (id: string | undefined) => void;
};

/** One line: when, how bad, where, what. A press opens it. */
export const LogRow = memo(function LogRow({ entry, format, isChosen, isFollowingFocus, onChoose }: Props) {
  const open = () => onChoose(entry.id);
  const click = (event: MouseEvent) => {
    const isSelecting = window.getSelection()?.toString() !== '' && event.detail > 0;
    if (!isSelecting) onChoose(isChosen ? undefined : entry.id);
  };
  const place = format.place(entry.serviceId, entry.environmentId);
  return (
    <div
      className={classes.row}
      data-row
      data-level={entry.level}
      data-chosen={isChosen || undefined}
      tabIndex={-1}
      onClick={click}
      onFocus={() => isFollowingFocus && !isChosen && open()}
      onKeyDown={(event: KeyboardEvent) => event.key === 'Enter' && event.target === event.currentTarget && open()}
    >
      <time className={classes.time} dateTime={entry.at}>
        {format.time(entry.at)}
      </time>
      <LevelMark level={entry.level} />
      {place && (
        <span className={classes.where} title={place}>
          {place}
        </span>
      )}
      <span className={classes.message}>
        <AnsiText text={entry.message} />
      </span>
      <button
        type="button"
        className={classes.open}
        aria-expanded={isChosen}
        onClick={(event) => (event.stopPropagation(), onChoose(isChosen ? undefined : entry.id))}
      >
        <span className={classes.hidden}>Details of the line of {format.time(entry.at)}</span>
      </button>
    </div>
  );
});
