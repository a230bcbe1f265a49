import { IconLink } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { TimelineEntryResponse, TimelineKind } from '../../../shared/api/generated/types.gen.js';
import { formatAbsolute } from '../../../shared/lib/relative-time.js';
import { useOrg } from '../../../shared/lib/use-org.js';
import { useUtc } from '../../../shared/lib/use-utc.js';
import type { Mark } from '../../../shared/model/states.js';
import { TextLink } from '../../../shared/ui/link-button.js';
import { StateGlyph } from '../../../shared/ui/state-glyph.js';
import classes from './timeline.module.css';

const MARKS: Record<TimelineKind, Mark> = {
  opened: 'failed',
  firing: 'failed',
  suspect: 'unknown',
  rollback_requested: 'running',
  rolled_back: 'succeeded',
  mitigated: 'waiting',
  acknowledged: 'warning',
  resolved: 'succeeded',
  note: 'queued',
  deployment: 'queued',
};

/** One entry with its absolute time and a link of its own. */
export function TimelineEntry({ entry, isChosen }: { entry: TimelineEntryResponse; isChosen: boolean }) {
  const org = useOrg();
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isChosen) row.current?.scrollIntoView({ block: 'center' });
  }, [isChosen]);
  return (
    <li
      ref={row}
      id={entry.id}
      className={classes.entry}
      data-automatic={entry.automatic}
      data-kind={entry.kind}
      data-chosen={isChosen || undefined}
    >
      <span className={classes.mark} data-mark={MARKS[entry.kind]}>
        <StateGlyph mark={MARKS[entry.kind]} size={12} />
      </span>
      <div className={classes.body}>
        {!entry.automatic && <p className={classes.actor}>{entry.actorName ?? 'Somebody'}</p>}
        <p className={classes.text}>{entry.text}</p>
        <p className={classes.meta}>
          <EntryTime entry={entry} />
          {entry.deploymentId && (
            <TextLink to="/$org/deployments/$deploymentId" params={{ org, deploymentId: entry.deploymentId }}>
              Deployment
            </TextLink>
          )}
        </p>
      </div>
    </li>
  );
}

function EntryTime({ entry }: { entry: TimelineEntryResponse }) {
  const [isUtc] = useUtc();
  const words = formatAbsolute(new Date(entry.at), isUtc);
  return (
    <Link
      to="."
      hash={entry.id}
      replace
      resetScroll={false}
      hashScrollIntoView={false}
      className={classes.permalink}
      aria-label={`${words}, link to this entry`}
    >
      <time dateTime={entry.at}>{words}</time>
      <IconLink size={12} stroke={1.75} aria-hidden />
    </Link>
  );
}
