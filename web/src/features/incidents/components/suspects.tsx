import type { IncidentSummaryResponse, SuspectResponse } from '../../../shared/api/generated/types.gen.js';
import { EmptyState } from '../../../shared/ui/empty-state.js';
import { Section } from '../../../shared/ui/section.js';
import { FirstSuspect } from './first-suspect.js';
import { OtherSuspect } from './other-suspect.js';
import classes from './suspects.module.css';

type Props = { incident: IncidentSummaryResponse; suspects: readonly SuspectResponse[] };

/** The changes before it, ranked by how likely they are to blame; the first with the way back. */
export function Suspects({ incident, suspects }: Props) {
  const [first, ...others] = suspects.toSorted((a, b) => a.rank - b.rank);
  return (
    <Section
      title="Suspects"
      count={suspects.length}
      description="Changes to this service in this environment before the first error, ranked by what speaks against them."
    >
      {first ? (
        <FirstSuspect incident={incident} suspect={first} />
      ) : (
        <EmptyState title="No change stands before it">
          Nothing was deployed or configured here in the time before the first error. Look at what it depends on, and at
          the logs.
        </EmptyState>
      )}
      {others.length > 0 && (
        <ol className={classes.others} start={2} aria-label="Less likely">
          {others.map((suspect) => (
            <OtherSuspect key={suspect.changeId} suspect={suspect} />
          ))}
        </ol>
      )}
    </Section>
  );
}
