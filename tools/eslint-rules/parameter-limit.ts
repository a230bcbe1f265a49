import type { TSESTree } from '@typescript-eslint/utils';
import { defineRule } from './define-rule.ts';

const PARAMETERS = 4;
const DEPENDENCIES = 7;

type Parameters = { params: readonly TSESTree.Parameter[] };

/** Functions take at most four parameters; a constructor may be given seven dependencies before its class is split. */
export const parameterLimit = defineRule(
  {
    parameters: `{{count}} parameters: more than ${PARAMETERS} want an object with names.`,
    dependencies: `{{count}} dependencies: a class with more than ${DEPENDENCIES} has a second reason to exist.`,
  },
  (context) => ({
    ':function, TSDeclareFunction, TSEmptyBodyFunctionExpression'(node: TSESTree.Node & Parameters) {
      const { parent } = node;
      const isConstructor = parent?.type === 'MethodDefinition' && parent.kind === 'constructor';
      // A `this` parameter is a type annotation, the caller passes nothing for it.
      const count = node.params.filter((param) => param.type !== 'Identifier' || param.name !== 'this').length;
      if (count <= (isConstructor ? DEPENDENCIES : PARAMETERS)) return;
      const messageId = isConstructor ? 'dependencies' : 'parameters';
      context.report({ node, messageId, data: { count: String(count) } });
    },
  }),
);
