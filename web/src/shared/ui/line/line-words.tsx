import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { LineStopResponse } from '../../api/generated/types.gen.js';
import { useOrg } from '../../lib/use-org.js';
import { lineState } from '../../model/states.js';
import { Duration } from '../duration.js';
import { RelativeTime } from '../relative-time.js';
import { isReached, lineTarget } from './line-target.js';
import classes from './line.module.css';

/** What people call a stop: a run is an execution, and a deployment is where it went. */
export function kindWord(stop: LineStopResponse): string {
  if (stop.kind === 'execution') return 'run';
  if (stop.kind === 'deployment') return stop.environmentName ?? 'deployment';
  return stop.kind;
}

/** The name of a stop, as a link where it leads somewhere else. */
export function StopName({ stop }: { stop: LineStopResponse }): ReactNode {
  const target = lineTarget(useOrg(), stop);
  const name = stop.kind === 'commit' ? <code>{stop.label}</code> : stop.label;
  if (!target || !isReached(stop) || stop.current) return <span className={classes.name}>{name}</span>;
  return (
    <Link {...target} className={classes.name}>
      {name}
    </Link>
  );
}

/** The state for those who cannot see the mark, and the time or duration for everybody. */
export function StopMoment({ stop }: { stop: LineStopResponse }) {
  const { word } = lineState[stop.state];
  return (
    <span className={classes.detail}>
      <span className={classes.hidden}>{word}. </span>
      {stop.detail || <Moment stop={stop} word={word} />}
    </span>
  );
}

function Moment({ stop, word }: { stop: LineStopResponse; word: string }) {
  if (stop.durationMs !== null) return <Duration ms={stop.durationMs} />;
  if (stop.at) return <RelativeTime at={stop.at} />;
  return <>{isReached(stop) ? word.toLowerCase() : 'not yet'}</>;
}
