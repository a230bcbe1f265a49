import { isMap, isScalar, type Node, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import { columnOf, lineEnd, type Splice } from './splice.js';
import {
  endOf,
  endOfEntry,
  endOfLine,
  entriesOf,
  type Entry,
  isFirstOnLine,
  isFlow,
  isNothing,
  startOf,
  startWithComments,
} from './yaml-places.js';
import { blockText, flowText } from './yaml-text.js';

/** Undefined: the place is written in a way that is left to the document as a whole. */
export type Splices = Splice[] | undefined;

/** Gives an entry of a mapping another value. Of a mapping that stays one, only what differs changes. */
export function replaceValue(text: string, map: YAMLMap, entry: Entry, value: unknown): Splices {
  const { key, value: node } = entry;
  const indent = columnOf(text, startOf(key));
  if (!node || isNothing(node)) {
    const at = endOfEntry(text, entry);
    return [{ from: at, to: at, insert: isFlow(map) ? ` ${flowText(value)}` : blockText(value, indent) }];
  }
  if (isMap(node) && isEntries(value)) return mergeMap(text, node, value) ?? whole(text, map, entry, value);
  return whole(text, map, entry, value);
}

function whole(text: string, map: YAMLMap, { key, value: node }: Entry, value: unknown): Splices {
  if (!node || 'anchor' in node) return undefined;
  const to = endOf(text, node);
  if (isFlow(map) || isFlow(node)) return [{ from: startOf(node), to, insert: flowText(value) }];
  const colon = text.indexOf(':', key.range?.[1] ?? 0) + 1;
  if (text.slice(colon, startOf(node)).includes('#')) return undefined;
  const insert = asBefore(node, value) ?? blockText(value, columnOf(text, startOf(key)));
  return insert.includes('\n') ? withComment(text, { from: colon, to, insert }) : [{ from: colon, to, insert }];
}

/** A comment behind what becomes several lines goes on behind the first of them. */
function withComment(text: string, { from, to, insert }: Splice): Splice[] {
  const end = endOfLine(text, to);
  const [first = '', ...rest] = insert.split('\n');
  return [{ from, to: end, insert: [first + text.slice(to, end).trimEnd(), ...rest].join('\n') }];
}

/** A text on one line keeps the quotes that it had. */
function asBefore(node: Node, value: unknown): string | undefined {
  if (!isScalar(node) || typeof value !== 'string' || value.includes('\n')) return undefined;
  if (node.type === 'QUOTE_DOUBLE') return ` ${JSON.stringify(value)}`;
  if (node.type === 'QUOTE_SINGLE') return ` '${value.replaceAll("'", "''")}'`;
  return undefined;
}

const isEntries = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function mergeMap(text: string, map: YAMLMap, value: Readonly<Record<string, unknown>>): Splices {
  const entries = entriesOf(map);
  if (!entries || Object.keys(value).length === 0) return undefined;
  const known = new Set(entries.map(({ key }) => key.value));
  const gone = entries.filter(({ key }) => !Object.hasOwn(value, key.value));
  const added = Object.entries(value).filter(([key]) => !known.has(key));
  if (added.length > 1 || (added.length > 0 && gone.length > 0)) return undefined;
  const changes = entries
    .filter(({ key, value: node }) => Object.hasOwn(value, key.value) && !isSame(node, value[key.value]))
    .map((entry) => replaceValue(text, map, entry, value[entry.key.value]));
  const pieces = [...changes, ...added.map((one) => addEntry(text, map, one))];
  return joined([...pieces, gone.length > 0 ? removeEntries(text, map, gone) : []]);
}

const isSame = (node: Node | null, value: unknown): boolean =>
  JSON.stringify(node?.toJSON() ?? null) === JSON.stringify(value);

/** All of them, or undefined when one is. */
export function joined(all: readonly Splices[]): Splices {
  const known = all.filter((splices) => splices !== undefined);
  return known.length === all.length ? known.flat() : undefined;
}

/** Adds an entry to a mapping: behind the entry `after`, or at its end. */
export function addEntry(
  text: string,
  map: YAMLMap,
  [name, value]: readonly [string, unknown],
  after?: Entry,
): Splices {
  const entries = entriesOf(map);
  const last = after ?? entries?.at(-1);
  if (!entries) return undefined;
  if (isFlow(map)) {
    const insert = `${flowText(name)}: ${flowText(value)}`;
    if (!last) return [{ from: startOf(map), to: endOf(text, map), insert: `{ ${insert} }` }];
    const at = endOfEntry(text, last);
    return [{ from: at, to: at, insert: `, ${insert}` }];
  }
  const indent = columnOf(text, entries[0] ? startOf(entries[0].key) : 0);
  return last && addLines(text, last, `${' '.repeat(indent)}${flowText(name)}:${blockText(value, indent)}`);
}

/** Adds lines below an entry of a block mapping. */
export function addLines(text: string, after: Entry, lines: string): Splices {
  const at = endOfLine(text, endOfEntry(text, after));
  return text.slice(at, lineEnd(text, at)) === '' ? [{ from: at, to: at, insert: `\n${lines}` }] : undefined;
}

/** Takes entries out of a mapping, with the comments that are about them; undefined when none would be left. */
export function removeEntries(text: string, map: YAMLMap, gone: readonly Entry[]): Splices {
  const entries = entriesOf(map);
  if (!entries || gone.length >= entries.length) return undefined;
  const keys = new Set(gone.map(({ key }) => key.value));
  const places = entries.map((entry) => ({
    ...{ from: startOf(entry.key), to: endOfEntry(text, entry), isGone: keys.has(entry.key.value) },
  }));
  return isFlow(map) ? withoutInFlow(places) : withoutLines(text, places);
}

type Place = { from: number; to: number; isGone: boolean };

/** Each piece takes the comma before it along, or, of the first ones, the comma after it. */
function withoutInFlow(places: readonly Place[]): Splice[] {
  const kept = places.findIndex(({ isGone }) => !isGone);
  return places.flatMap(({ from, to, isGone }, at) => {
    if (!isGone) return [];
    const next = places[at + 1];
    const before = places[at - 1];
    if (at < kept) return next ? [{ from, to: next.from, insert: '' }] : [];
    return before ? [{ from: before.to, to, insert: '' }] : [];
  });
}

function withoutLines(text: string, places: readonly Place[]): Splices {
  if (!places.every(({ from, isGone }) => !isGone || isFirstOnLine(text, from))) return undefined;
  return places.flatMap(({ from, to, isGone }, at) => {
    if (!isGone) return [];
    const before = places[at - 1];
    // What stands above the first one may be about all of them, so it stays.
    const start = startWithComments(text, from, before ? lineEnd(text, before.to) + 1 : from);
    const end = lineEnd(text, endOfLine(text, to));
    // The last line of a text may have no line feed of its own: it takes the one before it along.
    return end < text.length ? [{ from: start, to: end + 1, insert: '' }] : [{ from: start - 1, to: end, insert: '' }];
  });
}

/** Adds an item at the end of a list. */
export function appendItem(text: string, list: YAMLSeq, value: unknown): Splices {
  const last = list.items.at(-1) as Node | undefined;
  if (isFlow(list)) {
    if (!last) return [{ from: startOf(list), to: endOf(text, list), insert: `[${flowText(value)}]` }];
    const at = endOf(text, last);
    return [{ from: at, to: at, insert: `, ${flowText(value)}` }];
  }
  const dash = last ? text.lastIndexOf('-', startOf(last) - 1) : -1;
  if (!last || dash === -1 || !isFirstOnLine(text, dash)) return undefined;
  const at = endOfLine(text, endOf(text, last));
  if (text.slice(at, lineEnd(text, at)) !== '') return undefined;
  return [{ from: at, to: at, insert: `\n${' '.repeat(columnOf(text, dash))}- ${flowText(value)}` }];
}

/** Takes items out of a list; undefined when none would be left. */
export function removeItems(text: string, list: YAMLSeq, isGone: (item: unknown) => boolean): Splices {
  const places = (list.items as Node[]).map((item) => ({
    ...{ from: startOf(item), to: endOf(text, item), isGone: isScalar(item) && isGone(item.value) },
  }));
  if (places.every((place) => place.isGone)) return undefined;
  if (isFlow(list)) return withoutInFlow(places);
  return withoutLines(
    text,
    places.map((place) => ({ ...place, from: text.lastIndexOf('-', place.from - 1) })),
  );
}

export const renameKey = ({ key }: Entry, to: string): Splice => ({
  ...{ from: startOf(key), to: key.range?.[1] ?? 0, insert: to },
});

/** A text changed within its quotes. */
export function rewriteText(text: string, node: Scalar, change: (written: string) => string): Splice[] {
  const [from, to] = node.range ?? [0, 0];
  const raw = text.slice(from, to);
  const changed = change(raw);
  if (changed === raw) return [];
  // A quote within quotes of its kind is written twice.
  const isQuoted = node.type === 'QUOTE_SINGLE';
  const insert = isQuoted ? changed.replaceAll(/nodes\['([a-z0-9_-]+)'\]/g, "nodes[''$1'']") : changed;
  return [{ from, to, insert }];
}
