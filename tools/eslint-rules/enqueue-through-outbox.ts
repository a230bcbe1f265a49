import type { ParserServicesWithTypeInformation, TSESTree } from '@typescript-eslint/utils';
import { defineRule } from './define-rule.ts';
import type { RuleContext } from './define-rule.ts';

/**
 * A job that is added beside the transaction is lost by a crash between the two, or runs for a change that was rolled
 * back. A queue is known by its type (bullmq's Queue) or, where types are missing, by its name.
 */
export const enqueueThroughOutbox = defineRule(
  { direct: 'Append to the outbox inside the transaction; the relay is the only one that adds jobs.' },
  (context) => ({
    'CallExpression > MemberExpression.callee:matches([property.name="add"], [property.name="addBulk"])'(
      node: TSESTree.MemberExpression,
    ) {
      if (isQueue(context, node.object)) context.report({ node, messageId: 'direct' });
    },
  }),
);

function isQueue(context: RuleContext, node: TSESTree.Expression): boolean {
  const name = node.type === 'MemberExpression' ? node.property : node;
  if (name.type === 'Identifier' && /queue$/i.test(name.name)) return true;
  const services = context.sourceCode.parserServices as Partial<ParserServicesWithTypeInformation> | undefined;
  const symbol = services?.getTypeAtLocation?.(node).getSymbol();
  return (
    symbol?.name === 'Queue' &&
    (symbol.declarations ?? []).some((declaration) => declaration.getSourceFile().fileName.includes('/bullmq/'))
  );
}
