import type { CursorPlace } from './cursor-place.js';
import type { Completion } from './completions.js';

/** The names of what pipelines of a project have. */
export type KnownNames = { variables: readonly string[]; secrets: readonly string[] };

const VARIABLE = /(?:\$\{\{\s*|^|[^\w.])vars\.(\w*)$/;

/** Where the name of a variable that ends at a cursor begins, as in `${{ vars.RE` or `if: vars.`; -1 where there is none. */
export function variableStart(text: string, offset: number): number {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  const name = VARIABLE.exec(line)?.[1];
  return name === undefined ? -1 : offset - name.length;
}

export const variableCompletions = ({ variables }: KnownNames): Completion[] =>
  variables.map((label) => ({ label, detail: '', apply: label }));

/** The secrets that a step can name where the cursor stands. */
export function secretCompletions(place: CursorPlace, { secrets }: KnownNames): Completion[] {
  if (!place.isValue || place.path.at(-1) !== 'secrets') return [];
  return secrets.map((label) => ({ label, detail: '', apply: label }));
}
