/** Words for people: two services may describe one thing differently. */
const WORDS = new Set(['description', 'title', 'example', 'examples']);

/** Whether two schemas take exactly the same values, as far as their spelling tells. */
export function sameShape(a: unknown, b: unknown): boolean {
  return JSON.stringify(bare(a)) === JSON.stringify(bare(b));
}

/** Without words, in one order, and with a reference alone where it is wrapped to stand beside words. */
function bare(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(bare);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).flatMap(([key, value]) => bareEntry(key, value));
  const unwrapped = onlyOf(entries);
  return unwrapped ?? Object.fromEntries(entries.sort(([x], [y]) => (x < y ? -1 : 1)));
}

function bareEntry(key: string, value: unknown): [string, unknown][] {
  if (key === 'properties') return [[key, bareProperties(value)]];
  if (WORDS.has(key)) return [];
  if ((key === 'required' || key === 'enum') && Array.isArray(value)) return [[key, [...value].sort()]];
  return [[key, bare(value)]];
}

/** The names of properties are no keywords: one may be called `title`. */
function bareProperties(properties: unknown): unknown {
  const entries = Object.entries(properties as Record<string, unknown>).sort(([x], [y]) => (x < y ? -1 : 1));
  return Object.fromEntries(entries.map(([name, schema]) => [name, bare(schema)]));
}

function onlyOf(entries: [string, unknown][]): unknown {
  const [first] = entries;
  if (entries.length !== 1 || first?.[0] !== 'allOf' || !Array.isArray(first[1])) return undefined;
  return first[1].length === 1 ? first[1][0] : undefined;
}
