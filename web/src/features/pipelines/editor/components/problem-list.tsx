import { StateGlyph } from '../../../../shared/ui/state-glyph.js';
import classes from './editor.module.css';
import type { Unchecked } from './use-marks.js';
import type { Marked } from './yaml-pane.js';

type Props = {
  marks: readonly Marked[];
  unchecked: Unchecked | undefined;
  /** Goes to a line of the text. */
  onLine: (line: number) => void;
};

/** What is wrong with the text and what is unwise, in words and without a pointer; each leads to its line. */
export function ProblemList({ marks, unchecked, onLine }: Props) {
  if (marks.length === 0 && !unchecked) return null;
  return (
    <ul className={classes.problems} aria-label="Problems and warnings">
      {unchecked && (
        <li>
          <button type="button" onClick={unchecked.onRetry}>
            <Mark mark="unknown" />
            <span>The server did not answer, so the text is not checked. Try again.</span>
          </button>
        </li>
      )}
      {marks.map(({ line, message, severity }) => (
        <li key={`${line} ${message}`}>
          <button type="button" onClick={() => onLine(line)}>
            <Mark mark={severity === 'error' ? 'failed' : 'warning'} />
            <span className={classes.hidden}>{severity === 'error' ? 'Problem,' : 'Warning,'}</span>{' '}
            <span className={classes.place}>line {line}</span> <span>{message}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Mark({ mark }: { mark: 'failed' | 'warning' | 'unknown' }) {
  return (
    <span className={classes.mark} data-mark={mark}>
      <StateGlyph mark={mark} />
    </span>
  );
}
