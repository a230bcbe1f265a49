import type { NodeDefinition } from '../definitions/definition.js';
import { type NodeRules, NO_RULES } from './node-turn.rules.js';

/** What the definition of a node says about its turn and its end. What was stored before there were such fields has none. */
export function rulesOf(definition: NodeDefinition): NodeRules {
  const { when, if: condition, continueOnError, retry, onFail } = definition;
  if ([when, condition, continueOnError, retry, onFail].every((field) => field === undefined)) return NO_RULES;
  return {
    when: when ?? NO_RULES.when,
    isConditional: condition !== undefined,
    isTolerant: continueOnError ?? false,
    retries: retry?.times ?? 0,
    isGuided: onFail !== undefined,
  };
}
