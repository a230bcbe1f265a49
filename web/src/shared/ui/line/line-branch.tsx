import type { CSSProperties } from 'react';
import { lineState } from '../../model/states.js';
import { StateGlyph } from '../state-glyph.js';
import type { Branch } from './arrange-stops.js';
import { kindWord, StopName } from './line-words.js';
import classes from './line.module.css';

/** A stop below the trunk on a bow that bends back to the deployment it undoes; the arrowhead is at that end. */
export function LineBranch({ branch, isBackwards }: { branch: Branch; isBackwards: boolean }) {
  const { stop, left, right } = branch;
  const { mark } = lineState[stop.state];
  const columns = { '--left': left + 1, '--right': right + 1 } as CSSProperties;
  return (
    <li
      className={classes.branch}
      style={columns}
      data-head={isBackwards ? 'right' : 'left'}
      aria-current={stop.current ? 'step' : undefined}
    >
      <span className={classes.bow} aria-hidden />
      <span className={classes.tag}>
        <span className={classes.point} data-mark={mark}>
          <StateGlyph mark={mark} size={13} />
        </span>
        <span className={classes.kind}>{kindWord(stop)}</span>
        <StopName stop={stop} />
        <span className={classes.detail}>{stop.title}</span>
      </span>
    </li>
  );
}
