import { defineMachine } from '@throughline/kernel';

export const RULE_STATES = ['ok', 'pending', 'firing'] as const;
export type RuleState = (typeof RULE_STATES)[number];
export type RuleTrigger = 'breach' | 'sustain' | 'clear';

/** ok → pending when the threshold is reached → firing when it stays reached for the rule's time → ok when it is over. */
export const alertRuleMachine = defineMachine<RuleState, RuleTrigger>({
  initial: 'ok',
  table: {
    ok: { breach: 'pending' },
    pending: { sustain: 'firing', clear: 'ok' },
    firing: { clear: 'ok' },
  },
});
