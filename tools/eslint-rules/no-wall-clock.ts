import { defineRule } from './define-rule.ts';

/** What ends or is compared goes by the database's clock, and what lasts by the monotonic one: nobody sets those. */
export const noWallClock = defineRule(
  {
    wall: 'This machine’s clock may be wrong or set. Ask the database (databaseNow, DatabaseClock, clock_timestamp()) or measure by performance.now(); the few other uses are listed in tools/lint/wall-clocks.ts.',
  },
  (context) => ({
    'MemberExpression[object.name="Date"][property.name="now"]'(node) {
      context.report({ node, messageId: 'wall' });
    },
    'NewExpression[callee.name="Date"][arguments.length=0]'(node) {
      context.report({ node, messageId: 'wall' });
    },
  }),
);
