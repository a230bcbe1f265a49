import { defineRule } from './define-rule.ts';

const DIRECTIVE = /^\s*eslint(-disable|-enable)?(-next-line|-line)?(\s|$)/;

/** Whoever meets a disabled rule must learn why; a disable without rule names hides more than its author meant. */
export const disableNeedsReason = defineRule(
  {
    reason: 'Say why, after two hyphens: eslint-disable-next-line rule -- reason.',
    rule: 'Name the rules that are disabled.',
  },
  (context) => ({
    Program() {
      for (const comment of context.sourceCode.getAllComments()) {
        if (!DIRECTIVE.test(comment.value) || /^\s*eslint-enable/.test(comment.value)) continue;
        const [directive = '', reason = ''] = comment.value.split(/\s-{2,}\s/);
        const messageId = reason.trim() === '' ? 'reason' : 'rule';
        if (messageId === 'rule' && /\s\S/.test(directive.trim())) continue;
        // Before the comment itself, or the comment would disable this report too.
        context.report({ loc: { line: comment.loc.start.line, column: -1 }, messageId });
      }
    },
  }),
);
