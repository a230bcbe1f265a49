import { formatScore, scoreWord } from '../model/score.js';
import classes from './suspects.module.css';

/** How strong the suspicion is: a bar, the number, and what the number is worth. */
export function Score({ score }: { score: number }) {
  return (
    <div className={classes.score} data-worth={scoreWord(score)}>
      <span className={classes.percent}>{formatScore(score)}</span>
      <span className={classes.bar} aria-hidden="true">
        <span style={{ width: formatScore(score).replace(' ', '') }} />
      </span>
      <span className={classes.worth}>{scoreWord(score)} suspicion</span>
    </div>
  );
}
