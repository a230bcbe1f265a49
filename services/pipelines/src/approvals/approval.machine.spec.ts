import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  APPROVAL_STATES,
  APPROVAL_TRIGGERS,
  approvalMachine,
  type ApprovalState,
  OPEN_STATES,
} from './approval.machine.js';

// One column for each trigger, in the order of APPROVAL_TRIGGERS; `.` is a refusal.
const MATRIX: Record<ApprovalState, string> = {
  pending: 'approved rejected changes_requested . withdrawn superseded expired resolved',
  changes_requested: '. . . pending withdrawn superseded expired .',
  approved: '. . . . . . . .',
  rejected: '. . . . . . . .',
  withdrawn: '. . . . . . . .',
  superseded: '. . . . . . . .',
  expired: '. . . . . . . .',
  resolved: '. . . . . . . .',
};

describe('the machine of an approval', () => {
  it.each(APPROVAL_STATES)('%s goes where the matrix says, and nowhere else', (state) => {
    const row = APPROVAL_TRIGGERS.map((trigger) => {
      const step = approvalMachine.next(state, trigger);
      return step.ok ? step.to : '.';
    });
    expect(row.join(' ')).toBe(MATRIX[state]);
  });

  it('can be decided in two states', () => expect(OPEN_STATES).toEqual(['pending', 'changes_requested']));

  it('reaches every state from the first', () => {
    const reached = new Set<ApprovalState>(['pending']);
    for (const state of reached)
      for (const trigger of APPROVAL_TRIGGERS) {
        const step = approvalMachine.next(state, trigger);
        if (step.ok) reached.add(step.to);
      }
    expect([...reached].toSorted()).toEqual([...APPROVAL_STATES].toSorted());
  });

  it('is drawn in the README', () => {
    const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');
    expect(readme).toContain(approvalMachine.diagram());
  });
});
