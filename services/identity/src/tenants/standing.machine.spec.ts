import type { OrgStatus } from '@throughline/contracts';
import { standingMachine, STATES, type Trigger } from './standing.machine.js';

const TRIGGERS: Trigger[] = [
  'suspend',
  'reactivate',
  'schedule_deletion',
  'cancel_deletion',
  'cancel_deletion_suspended',
  'purge',
  'finish',
];
const ALLOWED: Record<string, OrgStatus> = {
  'active suspend': 'suspended',
  'active schedule_deletion': 'pending_deletion',
  'suspended reactivate': 'active',
  'suspended schedule_deletion': 'pending_deletion',
  'pending_deletion cancel_deletion': 'active',
  'pending_deletion cancel_deletion_suspended': 'suspended',
  'pending_deletion purge': 'purging',
  'purging finish': 'purged',
};

describe('the standing of an organization', () => {
  it.each(STATES.flatMap((state) => TRIGGERS.map((trigger) => [state, trigger] as const)))(
    '%s × %s',
    (state, trigger) => {
      const step = standingMachine.next(state, trigger);
      const expected = ALLOWED[`${state} ${trigger}`];
      expect(step).toEqual(expected === undefined ? { ok: false, from: state, trigger } : { ok: true, to: expected });
    },
  );

  it('ends when it is purged, and nowhere else', () =>
    expect(STATES.filter((state) => standingMachine.isTerminal(state))).toEqual(['purged']));
});
