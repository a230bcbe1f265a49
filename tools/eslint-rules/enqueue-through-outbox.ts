import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { defineRule } from './define-rule.ts';
import type { RuleContext } from './define-rule.ts';

/**
 * A job that is added beside the transaction is lost by a crash between the two, or runs for a change that was rolled
 * back. A queue is known by its name, by the name of what gives it (`backend.queue(…)`, `queueOf(…)`, `new Queue(…)`), or
 * by its type where the file writes that down.
 */
export const enqueueThroughOutbox = defineRule(
  { direct: 'Append to the outbox inside the transaction; the relay is the only one that adds jobs.' },
  (context) => ({
    'CallExpression > MemberExpression.callee:matches([property.name="add"], [property.name="addBulk"])'(
      node: TSESTree.MemberExpression,
    ) {
      if (isQueue(node.object) || isDeclaredQueue(context, node.object)) context.report({ node, messageId: 'direct' });
    },
  }),
);

const QUEUE = /queue$/i;
const GIVES_QUEUE = /queue(of|for)?$/i;

/** Whether what the expression says is a queue. */
function isQueue(node: TSESTree.Node | null | undefined): boolean {
  if (node?.type === 'AwaitExpression') return isQueue(node.argument);
  if (node?.type === 'CallExpression' || node?.type === 'NewExpression') return GIVES_QUEUE.test(nameOf(node.callee));
  return QUEUE.test(nameOf(node));
}

/** The last name of `a`, `this.a` and `b.a`; empty for what has none. */
function nameOf(node: TSESTree.Node | null | undefined): string {
  if (node?.type === 'MemberExpression') return nameOf(node.property);
  return node?.type === 'Identifier' || node?.type === 'PrivateIdentifier' ? node.name : '';
}

/** Whether the variable, or the member of the class around it, is declared as a queue or from one. */
function isDeclaredQueue(context: RuleContext, node: TSESTree.Expression): boolean {
  if (node.type === 'MemberExpression') return node.object.type === 'ThisExpression' && isMember(node);
  if (node.type !== 'Identifier') return false;
  let scope: TSESLint.Scope.Scope | null = context.sourceCode.getScope(node);
  while (scope && !scope.set.has(node.name)) scope = scope.upper;
  const definitions = scope?.set.get(node.name)?.defs ?? [];
  return definitions.some(({ name, node: at }) => hasQueueType(name) || isQueue('init' in at ? at.init : null));
}

function isMember(node: TSESTree.MemberExpression): boolean {
  let body: TSESTree.Node | undefined = node;
  while (body && body.type !== 'ClassBody') body = body.parent;
  return (body?.body ?? []).some((member) => {
    if (member.type === 'PropertyDefinition')
      return nameOf(member.key) === nameOf(node) && (hasQueueType(member) || isQueue(member.value));
    if (member.type !== 'MethodDefinition') return false;
    const given = member.value.params.filter((one) => one.type === 'TSParameterProperty').map((one) => one.parameter);
    return given.some((one) => nameOf(one) === nameOf(node) && hasQueueType(one));
  });
}

function hasQueueType(node: TSESTree.Node): boolean {
  const type =
    'typeAnnotation' in node && node.typeAnnotation?.type === 'TSTypeAnnotation' ? node.typeAnnotation : null;
  return type?.typeAnnotation.type === 'TSTypeReference' && QUEUE.test(nameOf(type.typeAnnotation.typeName));
}
