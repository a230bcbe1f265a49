import { useOrg } from '../../../../shared/lib/use-org.js';
import { ProblemError } from '../../../../shared/api/problem-error.js';
import { ProblemView } from '../../../../shared/ui/problem-view.js';
import { RelativeTime } from '../../../../shared/ui/relative-time.js';
import { useSchedulePreview } from '../../api/schedules.js';
import { areClocksChanged, formatInZone } from '../../model/schedule-words.js';
import classes from './schedules.module.css';

type Props = { cron: string; zone: string; isSettled?: boolean };

/** The next times of a timing, as the clocks of its zone show them, or what is wrong with it. */
export function NextRuns({ cron, zone, isSettled = true }: Props) {
  const query = useSchedulePreview(useOrg(), cron, zone);
  if (query.error && !query.isFetching) return <Trouble error={query.error} />;
  const isStale = !isSettled || query.isPlaceholderData;
  return (
    <div className={classes.preview} data-stale={isStale} aria-live="polite">
      {query.data ? (
        <>
          <p className={classes.words}>{query.data.description}</p>
          <ul className={classes.times} aria-label="Next times">
            {query.data.fireAt.map((at, index, all) => (
              <Time key={at} at={at} before={all[index - 1]} zone={isStale ? 'UTC' : zone} />
            ))}
          </ul>
        </>
      ) : (
        <p className={classes.note}>Reading the times …</p>
      )}
    </div>
  );
}

type TimeProps = { at: string; before: string | undefined; zone: string };

/** One time. Where the clocks are changed before it, that is said: the hour is the same, the time between is not. */
function Time({ at, before, zone }: TimeProps) {
  return (
    <li>
      <span>{formatInZone(at, zone)}</span>
      <span className={classes.dim}>
        <RelativeTime at={at} />
      </span>
      {before && areClocksChanged(before, at, zone) && (
        <span className={classes.clocks}>after the clocks are changed</span>
      )}
    </li>
  );
}

function Trouble({ error }: { error: unknown }) {
  if (!(error instanceof ProblemError) || error.status !== 422) return <ProblemView error={error} />;
  return (
    <div className={classes.preview} role="alert">
      <p className={classes.words}>It would never run</p>
      <p className={classes.note}>{error.detail}</p>
    </div>
  );
}
