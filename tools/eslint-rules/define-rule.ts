import type { TSESLint } from '@typescript-eslint/utils';

export type Rule = TSESLint.RuleModule<string, readonly unknown[]>;
export type RuleContext = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;
export type RuleListener = TSESLint.RuleListener;

/**
 * Makes an ESLint rule of this repository: no options, one message per way to break it.
 * Where a rule applies is decided by the globs in eslint.config.mjs, so a rule never looks at folders itself.
 */
export function defineRule(messages: Record<string, string>, create: (context: RuleContext) => RuleListener): Rule {
  return {
    meta: { type: 'problem', schema: [], messages },
    defaultOptions: [],
    create,
  };
}
