import type { MarkedState } from '../model/states.js';
import { StateGlyph } from './state-glyph.js';
import classes from './state-mark.module.css';

type Props = { state: MarkedState; size?: 'sm' | 'md'; withWord?: boolean };

/** A state as shape + word + colour. Without the visible word it still says it to a screen reader. */
export function StateMark({ state, size = 'sm', withWord = true }: Props) {
  return (
    <span className={classes.mark} data-mark={state.mark} data-size={size}>
      <StateGlyph mark={state.mark} size={size === 'md' ? 14 : 12} />
      <span className={withWord ? classes.word : classes.hidden}>{state.word}</span>
    </span>
  );
}
