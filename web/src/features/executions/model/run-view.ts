export const RUN_VIEWS = ['graph', 'waterfall', 'list'] as const;
export type RunView = (typeof RUN_VIEWS)[number];

/** Whether a word names one of the ways to look at a run. */
export function isRunView(word: string): word is RunView {
  return RUN_VIEWS.some((view) => view === word);
}
