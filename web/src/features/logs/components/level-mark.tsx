import type { LogLevel } from '../../../shared/api/generated/types.gen.js';
import type { Mark } from '../../../shared/model/states.js';
import { StateGlyph } from '../../../shared/ui/state-glyph.js';
import classes from './level-mark.module.css';

const SHAPES: Record<LogLevel, Mark> = {
  fatal: 'cancelled',
  error: 'failed',
  warn: 'warning',
  info: 'succeeded',
  debug: 'queued',
};

/** A level as shape, word and colour. */
export function LevelMark({ level }: { level: LogLevel }) {
  return (
    <span className={classes.level} data-level={level}>
      <StateGlyph mark={SHAPES[level]} size={level === 'info' || level === 'debug' ? 8 : 10} />
      <span>{level}</span>
    </span>
  );
}
