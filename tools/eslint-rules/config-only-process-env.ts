import { defineRule } from './define-rule.ts';
import { importListener } from './restrict-imports.ts';

/** The environment is read once, parsed and frozen; everything else gets typed values. */
export const configOnlyProcessEnv = defineRule(
  { barred: 'Read the environment in a *.config.ts only, through a zod schema; inject the typed value.' },
  (context) => ({
    ...importListener({ context, restrictions: [{ modules: ['process', 'node:process'], names: /^env$/ }] }),
    'MemberExpression[object.name="process"]:matches([property.name="env"], [property.value="env"])': (node) => {
      context.report({ node, messageId: 'barred' });
    },
    'VariableDeclarator[init.name="process"] > ObjectPattern > Property[key.name="env"]': (node) => {
      context.report({ node, messageId: 'barred' });
    },
  }),
);
