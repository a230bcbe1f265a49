import { defineRule } from './define-rule.ts';

/** A reminder that no issue carries is forgotten. */
export const todoNeedsIssue = defineRule({ issue: 'Give it an issue: {{word}} #123.' }, (context) => ({
  Program() {
    for (const comment of context.sourceCode.getAllComments()) {
      const [, word] = /\b(TODO|FIXME|HACK|XXX)\b(?!\s*\(?#\d+)/.exec(comment.value) ?? [];
      if (word) context.report({ loc: comment.loc, messageId: 'issue', data: { word } });
    }
  },
}));
