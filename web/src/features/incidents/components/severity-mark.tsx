import type { Severity } from '../../../shared/api/generated/types.gen.js';
import { severityWord } from '../model/incident-filter.js';
import classes from './severity-mark.module.css';

const BARS: Record<Severity, number> = { critical: 4, high: 3, medium: 2, low: 1 };

/** How bad it is: filled bars and the word, so that it never looks like a state. */
export function SeverityMark({ severity }: { severity: Severity }) {
  return (
    <span className={classes.severity} data-severity={severity}>
      <svg width="14" height="12" viewBox="0 0 14 12" aria-hidden="true">
        {[0, 1, 2, 3].map((bar) => (
          <rect
            key={bar}
            x={bar * 3.6}
            y={8 - bar * 2.6}
            width={2.6}
            height={4 + bar * 2.6}
            rx={0.6}
            data-on={bar < BARS[severity] || undefined}
          />
        ))}
      </svg>
      {severityWord(severity)}
    </span>
  );
}
