import { basename } from 'node:path';
import { defineRule } from './define-rule.ts';

// Dots separate a role (executions.service.ts) or a version (execution-finished.v1.ts); dot files lead with one.
const KEBAB = /^\.?[a-z0-9]+([-.][a-z0-9]+)*$/;

/** Names differ by letters only, never by case: a checkout on a case-blind disk stays whole. */
export const kebabFileName = defineRule({ name: '{{name}} is not kebab-case.' }, (context) => ({
  Program(node) {
    const name = basename(context.filename);
    if (!KEBAB.test(name)) context.report({ node, loc: { line: 1, column: 0 }, messageId: 'name', data: { name } });
  },
}));
