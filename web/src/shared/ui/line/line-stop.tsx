import type { LineStopResponse } from '../../api/generated/types.gen.js';
import { lineState } from '../../model/states.js';
import { StateGlyph } from '../state-glyph.js';
import { isReached } from './line-target.js';
import { kindWord, StopMoment, StopName } from './line-words.js';
import classes from './line.module.css';

/** One stop: its mark on the track, what it is, its name as a link, and when or how long. */
export function LineStop({ stop }: { stop: LineStopResponse }) {
  const { mark } = lineState[stop.state];
  const isTitleNew = stop.title !== '' && stop.title !== stop.label;
  return (
    <li className={classes.stop} data-reached={isReached(stop)} aria-current={stop.current ? 'step' : undefined}>
      <span className={classes.track} data-mark={mark}>
        <span className={classes.point}>
          <StateGlyph mark={mark} size={14} />
        </span>
      </span>
      <span className={classes.words}>
        <span className={classes.kind}>{kindWord(stop)}</span>
        <StopName stop={stop} />
        {isTitleNew && (
          <span className={classes.detail} title={stop.title}>
            {stop.title}
          </span>
        )}
        <StopMoment stop={stop} />
      </span>
    </li>
  );
}
