import { defineRule } from './define-rule.ts';

/** A barrel pulls a whole folder into a route's chunk and hides which feature leans on which. */
export const noBarrel = defineRule({ barrel: 'Import the file itself; no re-exports in the web.' }, (context) => ({
  'ExportAllDeclaration, ExportNamedDeclaration[source]': (node) => context.report({ node, messageId: 'barrel' }),
}));
