import { alertRuleMachine, RULE_STATES, type RuleState, type RuleTrigger } from './alert-rule.machine.js';
import { planEvaluation } from './alert-planner.js';

const TRIGGERS: RuleTrigger[] = ['breach', 'sustain', 'clear'];
const MATRIX: Record<RuleState, Record<RuleTrigger, RuleState | null>> = {
  ok: { breach: 'pending', sustain: null, clear: null },
  pending: { breach: null, sustain: 'firing', clear: 'ok' },
  firing: { breach: null, sustain: null, clear: 'ok' },
};

describe('the machine of an alert rule', () => {
  it.each(RULE_STATES.flatMap((state) => TRIGGERS.map((trigger) => [state, trigger] as const)))(
    '%s, %s',
    (state, trigger) => {
      const step = alertRuleMachine.next(state, trigger);
      expect(step.ok ? step.to : null).toBe(MATRIX[state][trigger]);
    },
  );

  it('has states that are all reached, and no end', () => {
    const reached = RULE_STATES.flatMap((state) => Object.values(alertRuleMachine.table[state]));
    expect(new Set([alertRuleMachine.initial, ...reached])).toEqual(new Set(RULE_STATES));
    expect(RULE_STATES.filter((state) => alertRuleMachine.isTerminal(state))).toEqual([]);
  });
});

const at = (second: number): Date => new Date(Date.UTC(2026, 10, 20, 12, 0, second));
const terms = { threshold: 5, forSeconds: 10, cooldownSeconds: 60 };
const ok = { state: 'ok', pendingSince: null, cooldownUntil: null } as const;
const pending = { ...ok, state: 'pending', pendingSince: at(0) } as const;
const firing = { ...pending, state: 'firing' } as const;

describe('planEvaluation', () => {
  it.each([
    { when: 'ok, too few', from: ok, value: 4, triggers: [], state: 'ok' },
    { when: 'ok, enough', from: ok, value: 5, triggers: ['breach'], state: 'pending' },
    { when: 'no waiting', from: ok, value: 5, forSeconds: 0, triggers: ['breach', 'sustain'], state: 'firing' },
    { when: 'in the quiet time', from: { ...ok, cooldownUntil: at(11) }, value: 9, triggers: [], state: 'ok' },
    { when: 'after it', from: { ...ok, cooldownUntil: at(10) }, value: 9, triggers: ['breach'], state: 'pending' },
    { when: 'not long enough', from: { ...pending, pendingSince: at(1) }, value: 9, triggers: [], state: 'pending' },
    { when: 'long enough', from: pending, value: 9, triggers: ['sustain'], state: 'firing' },
    { when: 'pending, over', from: pending, value: 4, triggers: ['clear'], state: 'ok' },
    { when: 'firing, goes on', from: firing, value: 9, triggers: [], state: 'firing' },
    { when: 'firing, over', from: firing, value: 0, triggers: ['clear'], state: 'ok' },
  ])('$when: $state', ({ from, value, triggers, state, forSeconds = terms.forSeconds }) => {
    expect(planEvaluation({ ...terms, ...from, forSeconds }, value, at(10))).toMatchObject({ triggers, state });
  });

  it('begins the quiet time when a firing ends, and not when a pending one does', () => {
    expect(planEvaluation({ ...firing, ...terms }, 0, at(10)).cooldownUntil).toEqual(at(70));
    expect(planEvaluation({ ...pending, ...terms }, 0, at(10)).cooldownUntil).toBeNull();
  });

  it('remembers since when it is pending', () =>
    expect(planEvaluation({ ...ok, ...terms }, 5, at(3)).pendingSince).toEqual(at(3)));
});
