import type { IncidentSummaryResponse } from '../../../shared/api/generated/types.gen.js';
import { Duration } from '../../../shared/ui/duration.js';
import { RelativeTime } from '../../../shared/ui/relative-time.js';
import { harmMs, resolvedMs } from '../model/incident-clock.js';
import { SeverityMark } from './severity-mark.js';

/** Severity, place, who has it in hand, and the clock: how long it hurt, and whether it still does. */
export function IncidentClock({ incident }: { incident: IncidentSummaryResponse }) {
  const harm = harmMs(incident);
  const total = resolvedMs(incident);
  return (
    <>
      <SeverityMark severity={incident.severity} />
      <span>
        {incident.serviceName} in {incident.environmentName}
      </span>
      <span>
        {harm === undefined ? 'Hurting for ' : 'Hurt for '}
        <strong>
          <Duration ms={harm} runningSince={incident.openedAt} />
        </strong>
      </span>
      <span>
        Opened <RelativeTime at={incident.openedAt} />
      </span>
      {total !== undefined && (
        <span>
          Resolved after <Duration ms={total} />
        </span>
      )}
      <span>{incident.assigneeName ? `In the hands of ${incident.assigneeName}` : 'Nobody has taken it yet'}</span>
    </>
  );
}
