/** A value of JSON as a tree shows it: a leaf with its text, or a branch with its children. */
export type JsonNode =
  | { kind: 'leaf'; type: 'string' | 'number' | 'boolean' | 'null'; text: string }
  | { kind: 'branch'; brackets: '{}' | '[]'; children: readonly (readonly [string, unknown])[] };

/** How to show one value. What JSON does not know is shown as its text. */
export function jsonNode(value: unknown): JsonNode {
  if (Array.isArray(value))
    return { kind: 'branch', brackets: '[]', children: value.map((item, index) => [String(index), item] as const) };
  if (typeof value === 'object' && value !== null)
    return { kind: 'branch', brackets: '{}', children: Object.entries(value) };
  if (value === null || value === undefined) return { kind: 'leaf', type: 'null', text: 'null' };
  if (typeof value === 'number' || typeof value === 'boolean')
    return { kind: 'leaf', type: typeof value as 'number', text: String(value) };
  return { kind: 'leaf', type: 'string', text: typeof value === 'string' ? value : JSON.stringify(value) };
}
