import { defineMachine } from '@throughline/kernel';

export const INCIDENT_STATES = ['open', 'acknowledged', 'mitigated', 'resolved'] as const;
export type IncidentState = (typeof INCIDENT_STATES)[number];
export type IncidentTrigger = 'acknowledge' | 'mitigate' | 'resolve';

/** Mitigated: the harm has stopped, by a rollback. Resolved: a person says that it is dealt with. */
export const incidentMachine = defineMachine<IncidentState, IncidentTrigger>({
  initial: 'open',
  table: {
    open: { acknowledge: 'acknowledged', mitigate: 'mitigated', resolve: 'resolved' },
    acknowledged: { mitigate: 'mitigated', resolve: 'resolved' },
    mitigated: { resolve: 'resolved' },
    resolved: {},
  },
});
