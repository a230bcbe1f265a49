import { Tooltip } from '@mantine/core';
import type { StreamState } from '../../../shared/api/event-stream.js';
import classes from './top-bar.module.css';

const WORDS: Record<StreamState, readonly [string, string]> = {
  connecting: ['Connecting', 'Opening the live connection'],
  live: ['Live', 'Changes appear here as they happen'],
  retrying: ['Reconnecting', 'The live connection was lost. What you see may be out of date until it is back'],
};

/** Whether what is on screen follows reality right now. */
export function ConnectionMark({ state }: { state: StreamState }) {
  const [word, meaning] = WORDS[state];
  return (
    <Tooltip label={meaning} withinPortal={false}>
      <span
        className={classes.connection}
        data-state={state}
        role="status"
        aria-label={`${word}. ${meaning}`}
        tabIndex={0}
      >
        <span className={classes.dot} aria-hidden />
        <span className={classes.word}>{word}</span>
      </span>
    </Tooltip>
  );
}
