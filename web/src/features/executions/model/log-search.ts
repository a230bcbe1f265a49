import type { AnsiSpan } from './ansi-spans.js';

/** The positions of the lines that contain the words, letter case aside. Nothing to look for finds nothing. */
export function findLines(texts: readonly string[], wanted: string): number[] {
  const needle = wanted.toLowerCase();
  if (needle === '') return [];
  return texts.flatMap((text, index) => (text.toLowerCase().includes(needle) ? [index] : []));
}

/** The hit after or before the current one, round the end. */
export function stepHit(hits: readonly number[], current: number, step: 1 | -1): number {
  return hits.length === 0 ? 0 : (current + step + hits.length) % hits.length;
}

export type MarkedSpan = AnsiSpan & { isHit?: true };

/** Cuts spans where the wanted words begin and end, also where they reach over the border of two colours. */
export function markHits(spans: readonly AnsiSpan[], wanted: string): MarkedSpan[] {
  const needle = wanted.toLowerCase();
  const all = spans
    .map(({ text }) => text)
    .join('')
    .toLowerCase();
  if (needle === '' || !all.includes(needle)) return [...spans];
  const borders: number[] = [];
  for (let at = all.indexOf(needle); at !== -1; at = all.indexOf(needle, at + needle.length))
    borders.push(at, at + needle.length);
  let offset = 0;
  return spans.flatMap((span) => {
    const start = offset;
    offset += span.text.length;
    return cut(span, start, borders);
  });
}

/** Borders come in pairs, so a piece that begins after an odd number of them lies inside a hit. */
function cut(span: AnsiSpan, start: number, borders: readonly number[]): MarkedSpan[] {
  const end = start + span.text.length;
  const points = [...new Set([start, ...borders.filter((border) => border > start && border < end), end])];
  return points.slice(0, -1).map((from, index) => {
    const piece = { ...span, text: span.text.slice(from - start, (points[index + 1] ?? end) - start) };
    const isHit = borders.filter((border) => border <= from).length % 2 === 1;
    return isHit ? { ...piece, isHit } : piece;
  });
}
