import type { Mark } from '../../../shared/model/states.js';
import classes from './mini-line.module.css';

type Props = { done: number; total: number; mark: Mark; label: string };

const MOST = 14; // more stops than this say no more than a share does

/** A small line: one stop per step, those behind filled, the one we are at in the colour of the state. */
export function MiniLine({ done, total, mark, label }: Props) {
  const stops = Math.min(MOST, Math.max(1, total));
  const reached = total === 0 ? 0 : Math.floor((done / total) * stops);
  return (
    <span className={classes.line} role="img" aria-label={label}>
      {Array.from({ length: stops }, (_, index) => (
        <span
          key={index}
          className={classes.stop}
          data-mark={index === reached ? mark : undefined}
          data-done={index < reached || undefined}
        />
      ))}
    </span>
  );
}
