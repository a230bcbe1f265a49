import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { alertRuleMachine } from '../alerts/alert-rule.machine.js';
import { INCIDENT_STATES, incidentMachine, type IncidentState, type IncidentTrigger } from './incident.machine.js';

const TRIGGERS: IncidentTrigger[] = ['acknowledge', 'mitigate', 'resolve'];
const MATRIX: Record<IncidentState, (IncidentState | null)[]> = {
  open: ['acknowledged', 'mitigated', 'resolved'],
  acknowledged: [null, 'mitigated', 'resolved'],
  mitigated: [null, null, 'resolved'],
  resolved: [null, null, null],
};

describe('the machine of an incident', () => {
  it.each(INCIDENT_STATES.map((state) => [state]))('%s', (state) => {
    const steps = TRIGGERS.map((trigger) => incidentMachine.next(state, trigger));
    expect(steps.map((step) => (step.ok ? step.to : null))).toEqual(MATRIX[state]);
  });

  // A compare-and-set takes all sources of a trigger at once, so they have to lead to one state.
  it.each(TRIGGERS)('%s leads to one state from wherever', (trigger) => {
    const targets = incidentMachine.sources(trigger).map((state) => incidentMachine.table[state][trigger]);
    expect(new Set(targets).size).toBe(1);
  });

  it('ends at resolved', () =>
    expect(INCIDENT_STATES.filter((state) => incidentMachine.isTerminal(state))).toEqual(['resolved']));
});

it.each([
  ['incident', incidentMachine.diagram()],
  ['alert rule', alertRuleMachine.diagram()],
])('the README draws the %s as it is', (_what, diagram) =>
  expect(readFileSync(join(__dirname, '../../README.md'), 'utf8')).toContain(diagram),
);
