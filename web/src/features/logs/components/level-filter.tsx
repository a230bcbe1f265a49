import { LEVELS, toggledLevels } from '../model/log-search.js';
import { totals } from '../model/histogram.js';
import { LevelMark } from './level-mark.js';
import classes from './logs-page.module.css';
import type { LogView } from './use-log-view.js';

/** The levels with their counts in the range; the legend of the histogram at the same time. */
export function LevelFilter({ view: { state, histogram } }: { view: LogView }) {
  const chosen = state.search.level;
  const counts = histogram.data && !state.search.traceId && totals(histogram.data.buckets);
  return (
    <div className={classes.levels} role="group" aria-label="Levels">
      {LEVELS.map((level) => (
        <button
          key={level}
          type="button"
          className={classes.level}
          aria-pressed={chosen?.includes(level) ?? false}
          data-muted={(chosen && !chosen.includes(level)) || undefined}
          onClick={() => state.ask({ level: toggledLevels(chosen, level) })}
        >
          <LevelMark level={level} />
          {counts && <span className={classes.count}>{counts[level].toLocaleString('en')}</span>}
        </button>
      ))}
    </div>
  );
}
