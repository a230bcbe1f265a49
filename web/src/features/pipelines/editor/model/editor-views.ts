export const EDITOR_VIEWS = ['graph', 'split', 'yaml'] as const;
export type EditorView = (typeof EDITOR_VIEWS)[number];
