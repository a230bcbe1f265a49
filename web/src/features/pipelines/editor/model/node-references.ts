/** Whether a key can stand after a dot in a condition; others need brackets. */
const IDENTIFIER = /^[a-z_][a-z0-9_]*$/;
const IN_TEXT = /(\$\{\{\s*nodes\.)([a-z0-9_-]+)(\.outputs\.)/g;
const DOTTED = /\bnodes\.([a-z_][a-z0-9_]*)(?![A-Za-z0-9_])/g;
const BRACKETED = /\bnodes\[(["'])([a-z0-9_-]+)\1\]/g;
/** The fields that hold a condition in CEL. */
const CONDITIONS = new Set(['if', 'condition']);
/** A script holds no references. */
const WITHOUT = new Set(['run', 'kind', 'needs']);

type Rename = { from: string; to: string };

/** The text of a field of a node in which what names one node names it by its new key. */
export function renamedIn(field: string, text: string, { from, to }: Rename): string {
  if (WITHOUT.has(field)) return text;
  if (!CONDITIONS.has(field))
    return text.replace(IN_TEXT, (all, before: string, key: string, after: string) =>
      key === from ? before + to + after : all,
    );
  const written = IDENTIFIER.test(to) ? `nodes.${to}` : `nodes['${to}']`;
  return text
    .replace(BRACKETED, (all, quote: string, key: string) => (key === from ? `nodes[${quote}${to}${quote}]` : all))
    .replace(DOTTED, (all, key: string) => (key === from ? written : all));
}

/** As `renamedIn`, for the values of a field however deep they lie. */
export function renamedValue(field: string, value: unknown, rename: Rename): unknown {
  if (typeof value === 'string') return renamedIn(field, value, rename);
  if (Array.isArray(value)) return value.map((item) => renamedValue(field, item, rename));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, renamedValue(field, item, rename)]));
}
