import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { TimelineEntryResponse } from '../../../shared/api/generated/types.gen.js';
import { Section } from '../../../shared/ui/section.js';
import { AddNote } from './add-note.js';
import { TimelineEntry } from './timeline-entry.js';
import classes from './timeline.module.css';

const SHOWN = [
  { value: 'all', label: 'Everything' },
  { value: 'people', label: 'People only' },
];

type Props = { incidentId: string; entries: readonly TimelineEntryResponse[]; chosen: string | undefined };

/** The story in order: what happened by itself, small; what people did and wrote, large. */
export function Timeline({ incidentId, entries, chosen }: Props) {
  const [shown, setShown] = useState('all');
  const people = entries.filter(({ automatic }) => !automatic);
  const visible = shown === 'people' ? people : entries;
  return (
    <Section
      title="Timeline"
      count={visible.length}
      aside={<SegmentedControl size="xs" aria-label="Entries" data={SHOWN} value={shown} onChange={setShown} />}
    >
      {visible.length === 0 && <p className={classes.none}>Nobody has done or written anything yet.</p>}
      <ol className={classes.timeline}>
        {visible.map((entry) => (
          <TimelineEntry key={entry.id} entry={entry} isChosen={entry.id === chosen} />
        ))}
      </ol>
      <AddNote incidentId={incidentId} />
    </Section>
  );
}
