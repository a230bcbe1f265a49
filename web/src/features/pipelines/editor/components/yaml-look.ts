import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const BORDER = '1px solid var(--border-hairline)';

const frame = EditorView.theme({
  '&': { height: '100%', color: 'var(--mantine-color-text)', backgroundColor: 'var(--surface-raised)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.8125rem', lineHeight: '1.6' },
  '.cm-content': { caretColor: 'var(--text-strong)', padding: '10px 0' },
  '.cm-cursor': { borderLeftColor: 'var(--text-strong)' },
  '.cm-gutters': {
    ...{ backgroundColor: 'var(--surface-sunken)', color: 'var(--mantine-color-dimmed)' },
    borderRight: BORDER,
  },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--surface-hover)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--accent-soft)',
  },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--accent-soft)', color: 'inherit' },
  '.cm-tooltip': {
    ...{ backgroundColor: 'var(--surface-raised)', border: BORDER, borderRadius: '6px' },
    ...{ color: 'var(--mantine-color-text)', boxShadow: 'var(--mantine-shadow-md)' },
  },
  '.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.8125rem' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    ...{ backgroundColor: 'var(--surface-selected)', color: 'var(--text-strong)' },
  },
  '.cm-meaning': { padding: '6px 10px', maxWidth: '360px', fontSize: '0.8125rem' },
  '.cm-diagnostic': { padding: '6px 10px', fontSize: '0.8125rem' },
  '.cm-panels': { backgroundColor: 'var(--surface-sunken)', color: 'var(--mantine-color-text)' },
  '.cm-foldPlaceholder': { backgroundColor: 'var(--surface-sunken)', border: BORDER, color: 'inherit' },
  '.cm-collapsedLines::before, .cm-collapsedLines::after': { content: '"…"' },
  '.cm-collapsedLines': { background: 'var(--surface-sunken)', color: 'var(--mantine-color-dimmed)' },
  '&.cm-merge-b .cm-changedLine, .cm-insertedLine': { backgroundColor: 'var(--state-succeeded-soft)' },
  '.cm-deletedChunk': { backgroundColor: 'var(--state-failed-soft)' },
  '&.cm-merge-b .cm-changedText, .cm-deletedChunk .cm-deletedText, .cm-insertedLine': {
    ...{ background: 'transparent', textDecoration: 'none' },
  },
  '&.cm-merge-b .cm-changedText': { fontWeight: '600' },
});

// The library draws these with data: URLs, which the content security policy refuses.
const marks = EditorView.theme({
  '.cm-lintRange': { backgroundImage: 'none', textDecoration: 'underline wavy 1px', textUnderlineOffset: '3px' },
  '.cm-lintRange-error': { backgroundImage: 'none', textDecorationColor: 'var(--state-failed)' },
  '.cm-lintRange-warning': { backgroundImage: 'none', textDecorationColor: 'var(--state-warning)' },
  '.cm-lint-marker': { width: '1em', textAlign: 'center', lineHeight: '1.6', fontSize: '0.75rem' },
  '.cm-lint-marker-error': { content: 'none', color: 'var(--state-failed)' },
  '.cm-lint-marker-error::before': { content: '"✕"' },
  '.cm-lint-marker-warning': { content: 'none', color: 'var(--state-warning)' },
  '.cm-lint-marker-warning::before': { content: '"▲"' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--state-failed)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--state-warning)' },
});

const words = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--accent)' },
  { tag: [tags.comment, tags.lineComment], color: 'var(--mantine-color-dimmed)', fontStyle: 'italic' },
  { tag: [tags.string, tags.content], color: 'var(--text-strong)' },
  { tag: [tags.number, tags.bool, tags.keyword], color: 'var(--state-waiting)' },
  { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: 'var(--mantine-color-dimmed)' },
]);

/** How text looks in our editors, by the colours of the page: one look for both schemes. */
export const yamlLook = [frame, marks, syntaxHighlighting(words)];
