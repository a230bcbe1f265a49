import type { ExecutionComparisonResponse, LineSide } from '../../../shared/api/generated/types.gen.js';
import classes from './compare.module.css';

const SIGNS: Record<LineSide, string> = { both: ' ', left: '−', right: '+' };
const WORDS: Record<LineSide, string> = { both: '', left: 'Only on the left: ', right: 'Only on the right: ' };

/** What has changed in the pipeline file, line by line; nothing where it is the same text. */
export function CompareDefinition({ definition }: { definition: ExecutionComparisonResponse['definition'] }) {
  if (definition.lines.length === 0) return null;
  return (
    <section aria-labelledby="pipeline-file">
      <h2 id="pipeline-file" className={classes.title}>
        Pipeline file
      </h2>
      <ol className={classes.lines} tabIndex={0} aria-label="Lines of the pipeline file that differ">
        {definition.lines.map(({ side, text, left, right }) => (
          <li key={`${left} ${right}`} data-side={side}>
            <span className={classes.number} aria-hidden="true">
              {left ?? ''}
            </span>
            <span className={classes.number} aria-hidden="true">
              {right ?? ''}
            </span>
            <span className={classes.sign} aria-hidden="true">
              {SIGNS[side]}
            </span>
            <span className={classes.hidden}>{WORDS[side]}</span>
            <code className={classes.text}>{text}</code>
          </li>
        ))}
      </ol>
    </section>
  );
}
