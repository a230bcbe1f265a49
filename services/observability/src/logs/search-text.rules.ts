/** One thing to look for in a message: it has to be in there, or must not be. */
export interface SearchTerm {
  text: string;
  isNegated: boolean;
}

const TERM = /(-?)(?:"([^"]*)"?|(\S+))/g;
const MAX_TERMS = 20;

/**
 * Reads what a person types: words that all have to occur, `"a phrase"` with its spaces, `-word` or `-"a phrase"` for
 * what must not occur. An unclosed quote reaches to the end; beyond 20 terms the rest is dropped.
 */
export function parseSearchText(text: string): SearchTerm[] {
  const terms = [...text.matchAll(TERM)].map(([, minus, phrase, word]) => ({
    text: phrase ?? word ?? '',
    isNegated: minus === '-',
  }));
  return terms.filter((term) => term.text !== '').slice(0, MAX_TERMS);
}

/** The ILIKE pattern (escape character `\`) for a text anywhere; its own `%`, `_` and `\` stand for themselves. */
export function containsPattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

/** The same question as the query's ILIKE, for a line at hand. */
export function matchesText(message: string, terms: readonly SearchTerm[]): boolean {
  const lower = message.toLowerCase();
  return terms.every((term) => lower.includes(term.text.toLowerCase()) !== term.isNegated);
}
