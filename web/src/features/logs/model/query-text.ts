import type { LogLevel } from '../../../shared/api/generated/types.gen.js';
import { LEVELS, type LogSearch } from './log-search.js';

/** One thing looked for in the message: it has to be in there, or must not be. */
export type Term = { text: string; isNegated: boolean };
type Named = { id: string; slug: string };
/** What the words before a colon may stand for. */
export type Facets = { services: readonly Named[]; environments: readonly Named[] };

const TERM = /(-?)(?:"([^"]*)"?|(\S+))/g;
const PREFIXED = /(?<=^|\s)(service|environment|env|level|deployment|trace):(\S+)/gi;

/** Reads what a person typed as the server reads it: words, `"a phrase"`, `-without`. */
export function parseTerms(words: string): Term[] {
  return [...words.matchAll(TERM)]
    .map(([, minus, phrase, word]) => ({ text: phrase ?? word ?? '', isNegated: minus === '-' }))
    .filter((term) => term.text !== '');
}

/** The text that reads back as these terms; undefined for none. */
export function formatTerms(terms: readonly Term[]): string | undefined {
  const words = terms.map(({ text, isNegated }) => {
    const needsQuotes = /\s/.test(text) || text.startsWith('-') || text.startsWith('"');
    return `${isNegated ? '-' : ''}${needsQuotes ? `"${text}"` : text}`;
  });
  return words.length > 0 ? words.join(' ') : undefined;
}

/**
 * Reads the search field: `service:checkout level:error "timed out" -health`. Known prefixes become filters; a prefix
 * whose value does not exist stays part of the text, where the person sees that it was not understood.
 */
export function readQuery(typed: string, facets: Facets): Pick<LogSearch, 'text'> & Partial<LogSearch> {
  const filters: Partial<LogSearch> = {};
  const rest = typed.replaceAll(PREFIXED, (whole: string, prefix: string, value: string) => {
    const found = filterFrom(prefix.toLowerCase(), value, facets);
    if (!found) return whole;
    const level = [...(filters.level ?? []), ...(found.level ?? [])];
    Object.assign(filters, found, level.length > 0 ? { level } : {});
    return '';
  });
  return { ...filters, text: formatTerms(parseTerms(rest)) };
}

function filterFrom(prefix: string, value: string, facets: Facets): Partial<LogSearch> | undefined {
  if (prefix === 'trace') return { traceId: value };
  if (prefix === 'deployment') return { deploymentId: value };
  if (prefix === 'level') return levelsFrom(value);
  const isService = prefix === 'service';
  const named = (isService ? facets.services : facets.environments).find(
    ({ slug, id }) => slug === value.toLowerCase() || id === value,
  );
  if (!named) return undefined;
  return isService ? { serviceId: named.id } : { environmentId: named.id };
}

function levelsFrom(value: string): { level: LogLevel[] } | undefined {
  const words = value.toLowerCase().split(',');
  const level = LEVELS.filter((name) => words.includes(name));
  return level.length > 0 ? { level } : undefined;
}
