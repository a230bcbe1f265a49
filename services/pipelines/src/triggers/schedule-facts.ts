import type { AuditFact } from '@throughline/platform';

interface Named {
  id: string;
  name: string;
}

/** What was done to a schedule, for the audit log. */
export function scheduleFact(verb: string, { id, name }: Named, details: Partial<AuditFact> = {}): AuditFact {
  return { action: `schedule.${verb}`, resourceKind: 'schedule', resourceId: id, resourceName: name, ...details };
}

/** The fact of a schedule that the product stopped, by itself. */
export const pausedFact = (schedule: Named, reason: string): AuditFact =>
  scheduleFact('paused', schedule, { after: { reason } });
