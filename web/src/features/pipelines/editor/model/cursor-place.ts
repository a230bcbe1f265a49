/** Where a cursor stands in a pipeline: at a key of what `path` leads to, or at the value of its last part. */
export type CursorPlace = {
  path: readonly string[];
  isValue: boolean;
  /** The word that is being written, which begins at the offset `from`. */
  word: string;
  from: number;
  /** The keys beside it, and the `kind` among them. */
  siblings: readonly string[];
  kind: string | undefined;
};

type Line = { indent: number; key: string | undefined; text: string };

const KEY = /^\s*(?:- +)?(["']?)([\w$-]+)\1:(?:\s|$)/;

/**
 * Where a cursor stands, told from the indentation of the lines, because a text that is being written is often no YAML.
 * Undefined within a comment, and where neither a key nor a value of one word can stand.
 */
export function cursorPlace(text: string, offset: number): CursorPlace | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const prefix = text.slice(start, offset);
  if (/(^|\s)#/.test(prefix)) return undefined;
  const lines = text.split('\n').map(lineOf);
  const at = text.slice(0, start).split('\n').length - 1;
  const place = { lines, at, offset, prefix };
  return inFlow(place) ?? inList(place) ?? inBlock(place);
}

type Scene = { lines: readonly Line[]; at: number; offset: number; prefix: string };

function lineOf(text: string): Line {
  const indent = text.search(/\S/);
  return { indent, key: KEY.exec(text)?.[2], text };
}

/** The keys that a line lies below, outermost first. */
function parentsOf(lines: readonly Line[], at: number, indent: number): string[] {
  const parents: string[] = [];
  let below = indent;
  for (let line = at - 1; line >= 0 && below > 0; line--) {
    const { indent: own = -1, key, text } = lines[line] ?? { text: '' };
    if (own < 0 || own >= below || text.trimStart().startsWith('#')) continue;
    below = own;
    if (key !== undefined) parents.unshift(key);
  }
  return parents;
}

/** The lines that stand beside one, in the mapping that it is in. */
function besides(lines: readonly Line[], at: number, indent: number): Line[] {
  const reach = (step: number): Line[] => {
    const found: Line[] = [];
    for (let line = at + step; line >= 0 && line < lines.length; line += step) {
      const one = lines[line];
      if (!one || (one.indent >= 0 && one.indent < indent)) break;
      if (one.indent === indent) found.push(one);
    }
    return found;
  };
  return [...reach(-1), ...reach(1)];
}

const kindIn = (text: string): string | undefined => /(?:^|[\s{,])kind:\s*([\w-]+)/.exec(text)?.[1];

const FLOW = /^\s*(?:- +)?(?<key>[\w$-]+):\s*\{(?<inner>[^{}]*)$/;
const LIST = /(?<key>[\w$-]+):\s*\[(?<inner>[^\]]*)$/;
const VALUE = /^(?<indent>\s*)(?<key>[\w$-]+):\s+(?<word>\S*)$/;

/** The named parts of a text that has the form; undefined for one that has not. */
function partsOf<Name extends string>(form: RegExp, text: string, ..._names: Name[]): Record<Name, string> | undefined {
  return form.exec(text)?.groups as Record<Name, string> | undefined;
}

function inFlow({ lines, at, offset, prefix }: Scene): CursorPlace | undefined {
  const open = partsOf(FLOW, prefix, 'key', 'inner');
  const line = lines[at];
  if (!open || !line) return undefined;
  const path = [...parentsOf(lines, at, line.indent), open.key];
  const siblings = [...line.text.matchAll(/([\w$-]+):/g)].map(([, name = '']) => name);
  return withinFlow(open.inner, offset, { path, siblings, kind: kindIn(line.text) });
}

type Facts = Pick<CursorPlace, 'path' | 'siblings' | 'kind'>;

function withinFlow(inner: string, offset: number, facts: Facts): CursorPlace | undefined {
  const below = (key: string): Facts => ({ ...facts, path: [...facts.path, key] });
  const list = partsOf(LIST, inner, 'key', 'inner');
  if (list) return { ...wordAt(lastPart(list.inner), offset), ...below(list.key), isValue: true };
  const part = lastPart(inner);
  const value = partsOf(VALUE, part, 'key', 'word');
  if (value) return { ...wordAt(value.word, offset), ...below(value.key), isValue: true };
  return /^\s*[\w$-]*$/.test(part) ? { ...wordAt(part, offset), ...facts, isValue: false } : undefined;
}

const lastPart = (text: string): string => text.slice(text.lastIndexOf(',') + 1);

function wordAt(text: string, offset: number): { word: string; from: number } {
  const word = text.trimStart();
  return { word, from: offset - word.length };
}

const ITEM = /^\s*- +(?<word>\S*)$/;

/** `needs: [a, …` and `- …` below a key. */
function inList({ lines, at, offset, prefix }: Scene): CursorPlace | undefined {
  const indent = prefix.search(/\S/);
  const flow = partsOf(LIST, prefix, 'key', 'inner');
  if (flow) {
    const facts = { path: [...parentsOf(lines, at, indent), flow.key], siblings: [], kind: kindOf(lines, at, indent) };
    return { ...wordAt(lastPart(flow.inner), offset), ...facts, isValue: true };
  }
  const item = partsOf(ITEM, prefix, 'word');
  if (!item) return undefined;
  const facts = { path: parentsOf(lines, at, indent + 1), siblings: [], kind: kindOf(lines, at, indent - 2) };
  return { ...wordAt(item.word, offset), ...facts, isValue: true };
}

const kindOf = (lines: readonly Line[], at: number, indent: number): string | undefined =>
  besides(lines, at, indent).flatMap(({ text }) => kindIn(text) ?? [])[0];

function inBlock({ lines, at, offset, prefix }: Scene): CursorPlace | undefined {
  const value = partsOf(VALUE, prefix, 'indent', 'key', 'word');
  const found = value ?? partsOf(/^(?<indent>\s*)(?<word>[\w$-]*)$/, prefix, 'indent', 'word');
  if (!found) return undefined;
  const indent = found.indent.length;
  const parents = parentsOf(lines, at, indent);
  const siblings = besides(lines, at, indent).flatMap((line) => line.key ?? []);
  const facts = { siblings, kind: kindOfNode({ lines, at, indent, parents }) };
  const path = value ? [...parents, value.key] : parents;
  return { ...wordAt(found.word, offset), ...facts, path, isValue: value !== undefined };
}

/** The kind of the node that a line is in, also from within one of its fields. */
function kindOfNode({
  lines,
  at,
  indent,
  parents,
}: {
  lines: readonly Line[];
  at: number;
  indent: number;
  parents: string[];
}): string | undefined {
  if (parents.length <= 2) return kindOf(lines, at, indent);
  const field = lines.slice(0, at).findLastIndex((line) => line.indent >= 0 && line.indent < indent);
  return field === -1 ? undefined : kindOf(lines, field, lines[field]?.indent ?? 0);
}
