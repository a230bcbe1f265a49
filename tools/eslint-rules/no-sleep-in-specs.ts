import type { TSESTree } from '@typescript-eslint/utils';
import { defineRule } from './define-rule.ts';
import { importListener } from './restrict-imports.ts';

/** A sleeping test is slow on a good day and flaky on a bad one. A timer that only rejects is a time limit: allowed. */
export const noSleepInSpecs = defineRule(
  {
    barred: 'Wait for the condition the test needs; node:timers/promises only sleeps.',
    sleep: 'Wait for the condition the test needs, not for time to pass.',
  },
  (context) => ({
    ...importListener({
      context,
      restrictions: [{ modules: ['timers/promises', 'node:timers/promises'], names: /^setTimeout$/ }],
    }),
    'NewExpression[callee.name="Promise"] CallExpression'(node: TSESTree.CallExpression) {
      const name = context.sourceCode.getText(node.callee);
      if (!/(^|\.)setTimeout$/.test(name)) return;
      const resolve = resolveParameterOf(node);
      if (resolve && node.arguments[0] && callsOrPasses(node.arguments[0], resolve)) {
        context.report({ node, messageId: 'sleep' });
      }
    },
  }),
);

/** The name of `resolve` in the closest `new Promise((resolve, reject) => …)` around a node. */
function resolveParameterOf(node: TSESTree.Node): string | undefined {
  for (let current = node.parent; current; current = current.parent) {
    const executor = current.type === 'NewExpression' ? current.arguments[0] : undefined;
    if (executor?.type !== 'ArrowFunctionExpression' && executor?.type !== 'FunctionExpression') continue;
    const first = executor.params[0];
    return first?.type === 'Identifier' ? first.name : undefined;
  }
  return undefined;
}

function callsOrPasses(timer: TSESTree.Node, resolve: string): boolean {
  if (timer.type === 'Identifier') return timer.name === resolve;
  if (timer.type !== 'ArrowFunctionExpression' && timer.type !== 'FunctionExpression') return false;
  const statements = timer.body.type === 'BlockStatement' ? timer.body.body : [timer.body];
  return statements.some((statement) => {
    const call = statement.type === 'ExpressionStatement' ? statement.expression : statement;
    return call.type === 'CallExpression' && call.callee.type === 'Identifier' && call.callee.name === resolve;
  });
}
