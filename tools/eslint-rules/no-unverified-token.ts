import type { TSESTree } from '@typescript-eslint/utils';
import { defineRule } from './define-rule.ts';
import { importListener } from './restrict-imports.ts';

/** A decoded token proves nothing: anyone can write one. */
export const noUnverifiedToken = defineRule(
  { barred: 'Decoding is not verifying: read claims only from a token whose signature was checked.' },
  (context) => ({
    ...importListener({
      context,
      restrictions: [
        { modules: ['jose'], names: /^decodeJwt$/ },
        { modules: ['jsonwebtoken'], names: /^decode$/ },
        { modules: ['jwt-decode'] },
      ],
    }),
    'CallExpression > MemberExpression.callee[property.name="decode"]'(node: TSESTree.MemberExpression) {
      if (/jwt/i.test(context.sourceCode.getText(node.object))) context.report({ node, messageId: 'barred' });
    },
  }),
);
