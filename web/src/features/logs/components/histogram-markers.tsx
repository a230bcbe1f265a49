import { Tooltip } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { LogHistogramResponse } from '../../../shared/api/generated/types.gen.js';
import { formatClock } from '../../../shared/lib/relative-time.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { useUtc } from '../../../shared/lib/use-utc.js';
import { lineState } from '../../../shared/model/states.js';
import { StateGlyph } from '../../../shared/ui/state-glyph.js';
import { percentOf } from '../model/histogram.js';
import classes from './histogram.module.css';

/** The deployments that went live in the range, as ticks over the bars, each a link. */
export function HistogramMarkers({ data }: { data: LogHistogramResponse }) {
  const org = useOrg();
  const [isUtc] = useUtc();
  const placed = data.deployments.flatMap((change) => {
    const percent = percentOf(change.at, data);
    return percent === undefined ? [] : [{ change, percent }];
  });
  if (placed.length === 0) return null;
  return (
    <ol className={classes.markers} aria-label="Deployments that went live">
      {placed.map(({ change, percent }) => {
        const label = `${change.title}, ${formatClock(new Date(change.at), isUtc)}`;
        return (
          <li key={change.id} className={classes.marker} style={{ left: `${percent}%` }}>
            <Tooltip label={label}>
              <Link
                to="/$org/deployments/$deploymentId"
                params={{ org, deploymentId: change.deploymentId ?? change.subjectId }}
                className={classes.markerLink}
                data-mark={lineState[change.state].mark}
                aria-label={`${label}, ${lineState[change.state].word.toLowerCase()}`}
              >
                <StateGlyph mark={lineState[change.state].mark} size={10} />
              </Link>
            </Tooltip>
          </li>
        );
      })}
    </ol>
  );
}
