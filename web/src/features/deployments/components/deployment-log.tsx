import type { DeploymentLogLineResponse } from '../../../shared/api/generated/types.gen.js';
import { formatClock } from '../../../shared/lib/relative-time.js';
import { useUtc } from '../../../shared/lib/use-utc.js';
import classes from './deployment-page.module.css';

/** The steps of a deployment in order, as it took them. */
export function DeploymentLog({ lines }: { lines: readonly DeploymentLogLineResponse[] }) {
  const [isUtc] = useUtc();
  if (lines.length === 0) return <p className={classes.none}>Nothing yet. Each step appears here as it is taken.</p>;
  return (
    <ol className={classes.log} tabIndex={0} aria-label="Steps of the deployment">
      {lines.map(({ at, level, text }, index) => (
        <li key={index} data-level={level}>
          <time dateTime={at}>{formatClock(new Date(at), isUtc)}</time>
          <span className={classes.level}>{level}</span>
          <span className={classes.text}>{text}</span>
        </li>
      ))}
    </ol>
  );
}
