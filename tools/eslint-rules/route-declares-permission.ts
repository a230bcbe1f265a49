import type { TSESTree } from '@typescript-eslint/utils';
import { defineRule } from './define-rule.ts';

const ROUTES = new Set(['Get', 'Post', 'Put', 'Patch', 'Delete', 'Head', 'Options', 'All', 'Search', 'Sse']);
const PERMISSIONS = new Set(['Requires', 'RequiresAny', 'Authenticated', 'PlatformAdmin', 'Public']);

/** A route says who may call it, on the method or on its class; silence would mean whatever the guard defaults to. */
export const routeDeclaresPermission = defineRule(
  {
    missing:
      'Say who may call {{name}}: @Requires(…), @RequiresAny(…), @Authenticated(), @PlatformAdmin() or @Public().',
  },
  (context) => ({
    MethodDefinition(node) {
      const byClass = hasDecorator(node.parent.parent, PERMISSIONS);
      if (byClass || !hasDecorator(node, ROUTES) || hasDecorator(node, PERMISSIONS)) return;
      context.report({ node: node.key, messageId: 'missing', data: { name: context.sourceCode.getText(node.key) } });
    },
  }),
);

function hasDecorator(node: { decorators: TSESTree.Decorator[] }, names: Set<string>): boolean {
  return node.decorators.some(({ expression }) => {
    const callee = expression.type === 'CallExpression' ? expression.callee : expression;
    return callee.type === 'Identifier' && names.has(callee.name);
  });
}
