import { formatAbsolute } from '../../../../shared/lib/relative-time.js';
import { useNow } from '../../../../shared/lib/use-now.js';
import { useUtc } from '../../../../shared/lib/use-utc.js';
import { dayAndTime } from '../model/day-and-time.js';

/** When something was, by its day; all of it for who points at it. */
export function DayAndTime({ at }: { at: string }) {
  const now = useNow('calm');
  const [isUtc] = useUtc();
  return (
    <time dateTime={at} title={formatAbsolute(new Date(at), isUtc)}>
      {dayAndTime(new Date(at), new Date(now), isUtc)}
    </time>
  );
}
