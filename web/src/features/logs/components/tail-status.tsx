import type { StreamState } from '../../../shared/api/event-stream.js';
import type { Tail } from '../api/use-tail.js';
import classes from './viewer.module.css';

const WORDS: Record<StreamState, string> = {
  connecting: 'Connecting to the live tail…',
  live: 'Live: new lines appear on top',
  retrying: 'Connection lost, trying again. Nothing here is lost.',
};

/** What the live tail does: follows, waits because the person reads further down, or has lost its connection. */
export function TailStatus({ tail: { buffer, state }, onResume }: { tail: Tail; onResume: () => void }) {
  const held = buffer.held.length;
  return (
    <div className={classes.tail} data-state={state}>
      <span className={classes.tailWords} role="status">
        <span className={classes.dot} aria-hidden="true" />
        {buffer.isPaused && state === 'live' ? 'Paused while you read' : WORDS[state]}
      </span>
      {buffer.dropped > 0 && (
        <span className={classes.dropped}>
          {buffer.dropped.toLocaleString('en')} lines left out: they came too fast. Narrow the search, or read them
          below after a stop.
        </span>
      )}
      {buffer.isPaused && (
        <button type="button" className={classes.newLines} onClick={onResume}>
          {held === 0 ? 'Back to the top' : `${held.toLocaleString('en')} new ${held === 1 ? 'line' : 'lines'}`}
        </button>
      )}
    </div>
  );
}
