import type { ExecutionStatus } from '../../../shared/api/generated/types.gen.js';
import { executionState } from '../../../shared/model/states.js';
import { StateGlyph } from '../../../shared/ui/state-glyph.js';
import classes from './pipelines.module.css';

/** The last runs, oldest left, so that the eye reads towards now. `statuses` come newest first. */
export function StatusStrip({ statuses }: { statuses: readonly ExecutionStatus[] }) {
  if (statuses.length === 0) return <span className={classes.dim}>no run yet</span>;
  const words = statuses.map((status) => executionState[status].word.toLowerCase());
  return (
    <span
      className={classes.strip}
      role="img"
      aria-label={`Last ${statuses.length} runs, newest first: ${words.join(', ')}`}
    >
      {statuses.toReversed().map((status, index) => (
        <span key={index} className={classes.tick} data-mark={executionState[status].mark}>
          <StateGlyph mark={executionState[status].mark} size={11} />
        </span>
      ))}
    </span>
  );
}
