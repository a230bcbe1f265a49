import { alertRuleMachine, type RuleState, type RuleTrigger } from './alert-rule.machine.js';

export interface RuleStanding {
  state: RuleState;
  pendingSince: Date | null;
  /** Until then a rule that was firing does not begin again. */
  cooldownUntil: Date | null;
}

export interface RuleTerms {
  threshold: number;
  forSeconds: number;
  cooldownSeconds: number;
}

export interface Evaluation extends RuleStanding {
  /** What happened, in order: none, one, or `breach` and `sustain` at once for a rule that does not wait. */
  triggers: RuleTrigger[];
}

const later = (at: Date, seconds: number): Date => new Date(at.getTime() + seconds * 1_000);

/** What an evaluation at `now` with `value` errors in the window does to a rule. */
export function planEvaluation(rule: RuleStanding & RuleTerms, value: number, now: Date): Evaluation {
  const { state, pendingSince, cooldownUntil } = rule;
  let standing: RuleStanding = { state, pendingSince, cooldownUntil };
  const triggers: RuleTrigger[] = [];
  for (let trigger = dueTrigger({ ...rule, ...standing }, value, now); trigger;) {
    standing = apply(standing, trigger, { terms: rule, now });
    triggers.push(trigger);
    trigger = trigger === 'clear' ? undefined : dueTrigger({ ...rule, ...standing }, value, now);
  }
  return { ...standing, triggers };
}

function dueTrigger(rule: RuleStanding & RuleTerms, value: number, now: Date): RuleTrigger | undefined {
  const isBreached = value >= rule.threshold;
  if (!isBreached) return rule.state === 'ok' ? undefined : 'clear';
  if (rule.state === 'ok') return rule.cooldownUntil !== null && now < rule.cooldownUntil ? undefined : 'breach';
  if (rule.state === 'firing') return undefined;
  return now >= later(rule.pendingSince ?? now, rule.forSeconds) ? 'sustain' : undefined;
}

function apply(standing: RuleStanding, trigger: RuleTrigger, at: { terms: RuleTerms; now: Date }): RuleStanding {
  const step = alertRuleMachine.next(standing.state, trigger);
  if (!step.ok) throw new RangeError(`a rule that is ${standing.state} cannot ${trigger}`);
  const isOver = standing.state === 'firing' && trigger === 'clear';
  return {
    state: step.to,
    pendingSince: trigger === 'breach' ? at.now : trigger === 'clear' ? null : standing.pendingSince,
    cooldownUntil: isOver ? later(at.now, at.terms.cooldownSeconds) : standing.cooldownUntil,
  };
}
