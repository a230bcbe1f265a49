import { defineRule } from './define-rule.ts';

/** Applied by glob to folders that are named after nothing. */
export const noJunkDrawer = defineRule(
  { folder: 'Name the folder after its idea: helpers, common and utils say nothing about what is inside.' },
  (context) => ({
    Program: (node) => context.report({ node, loc: { line: 1, column: 0 }, messageId: 'folder' }),
  }),
);
