import { CHILD_RUN_STATES, CHILD_RUN_TRIGGERS, childRunMachine } from './child-run.machine.js';

describe('the machine of a child run', () => {
  it('allows exactly the moves of the matrix', () => {
    const allowed = CHILD_RUN_STATES.flatMap((state) =>
      CHILD_RUN_TRIGGERS.flatMap((trigger) => {
        const step = childRunMachine.next(state, trigger);
        return step.ok ? [`${state} ${trigger} ${step.to}`] : [];
      }),
    );
    expect(allowed).toEqual(['due start started', 'due detach over', 'due drop over', 'started end over']);
  });
});
