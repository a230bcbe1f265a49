import { Tooltip } from '@mantine/core';
import type { CSSProperties } from 'react';
import { Link } from '@tanstack/react-router';
import type { ChangeResponse, OverviewResponse } from '../../../shared/api/generated/types.gen.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { lineState } from '../../../shared/model/states.js';
import { TextLink } from '../../../shared/ui/link-button.js';
import { Section } from '../../../shared/ui/section.js';
import { StateGlyph } from '../../../shared/ui/state-glyph.js';
import {
  areaPath,
  errorRate,
  formatRate,
  positionPercent,
  STRIP_HEIGHT,
  STRIP_WIDTH,
  tickLanes,
  topRate,
} from '../model/strip.js';
import classes from './day-strip.module.css';

const HOURS = ['24 h ago', '18 h', '12 h', '6 h', 'now'];

/** The last 24 hours: deployments as ticks over the error rate, so that a rise and its cause stand under each other. */
export function DayStrip({ overview }: { overview: OverviewResponse }) {
  const org = useOrg();
  const sum = overview.buckets.reduce(
    (total, bucket) => ({ lines: total.lines + bucket.lines, errors: total.errors + bucket.errors }),
    { lines: 0, errors: 0 },
  );
  const percents = overview.deployments.map((change) => positionPercent(change.at, overview));
  const lanes = tickLanes(percents);
  const aside = (
    <TextLink to="/$org/logs" params={{ org }}>
      {`${sum.errors.toLocaleString('en')} errors in ${sum.lines.toLocaleString('en')} log lines (${formatRate(errorRate(sum))})`}
    </TextLink>
  );
  return (
    <Section title="The last 24 hours" aside={aside}>
      <div className={classes.strip} style={{ '--lanes': Math.max(0, ...lanes) } as CSSProperties}>
        <ol className={classes.ticks} aria-label="Deployments">
          {overview.deployments.map((change, index) => (
            <Tick key={change.id} org={org} change={change} percent={percents[index] ?? 0} lane={lanes[index] ?? 0} />
          ))}
        </ol>
        <span className={classes.top}>{formatRate(topRate(overview.buckets))}</span>
        <svg
          className={classes.chart}
          viewBox={`0 0 ${STRIP_WIDTH} ${STRIP_HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`Error rate, at most ${formatRate(topRate(overview.buckets))}`}
        >
          <path d={areaPath(overview.buckets)} />
        </svg>
        <div className={classes.axis} aria-hidden="true">
          {HOURS.map((hour) => (
            <span key={hour}>{hour}</span>
          ))}
        </div>
      </div>
    </Section>
  );
}

type TickProps = { org: string; change: ChangeResponse; percent: number; lane: number };

function Tick({ org, change, percent, lane }: TickProps) {
  const { mark, word } = lineState[change.state];
  const label = `${change.title}, ${word.toLowerCase()}${change.actorName ? `, ${change.actorName}` : ''}`;
  return (
    <li className={classes.tick} data-lane={lane} style={{ left: `${percent}%` }}>
      <Tooltip label={label}>
        <Link
          to="/$org/deployments/$deploymentId"
          params={{ org, deploymentId: change.deploymentId ?? change.subjectId }}
          aria-label={label}
          data-mark={mark}
          className={classes.tickLink}
        >
          <StateGlyph mark={mark} />
        </Link>
      </Tooltip>
    </li>
  );
}
