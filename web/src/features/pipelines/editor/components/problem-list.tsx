import { StateGlyph } from '../../../../shared/ui/state-glyph.js';
import classes from './editor.module.css';
import type { Marked } from './yaml-pane.js';

type Props = {
  marks: readonly Marked[];
  /** Goes to a line of the text. */
  onLine: (line: number) => void;
};

/** What is wrong with the text and what is unwise, in words and without a pointer; each leads to its line. */
export function ProblemList({ marks, onLine }: Props) {
  if (marks.length === 0) return null;
  return (
    <ul className={classes.problems} aria-label="Problems and warnings">
      {marks.map(({ line, message, severity }) => (
        <li key={`${line} ${message}`}>
          <button type="button" onClick={() => onLine(line)}>
            <span className={classes.mark} data-mark={severity === 'error' ? 'failed' : 'warning'}>
              <StateGlyph mark={severity === 'error' ? 'failed' : 'warning'} />
            </span>
            <span className={classes.hidden}>{severity === 'error' ? 'Problem, ' : 'Warning, '}</span>
            <span className={classes.place}>line {line}</span>
            <span>{message}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
