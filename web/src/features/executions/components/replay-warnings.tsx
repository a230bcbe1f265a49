import type { ReplayWarningResponse } from '../../../shared/api/generated/types.gen.js';
import { StateGlyph } from '../../../shared/ui/state-glyph.js';
import classes from './replay.module.css';

/** What is to be known about a replay, one sentence each; nothing where there is nothing. */
export function ReplayWarnings({ warnings }: { warnings: readonly ReplayWarningResponse[] }) {
  if (warnings.length === 0) return null;
  return (
    <ul className={classes.warnings} aria-label="What is to be known">
      {warnings.map(({ code, message }) => (
        <li key={message} data-code={code}>
          <StateGlyph mark="warning" />
          <span>{message}</span>
        </li>
      ))}
    </ul>
  );
}
