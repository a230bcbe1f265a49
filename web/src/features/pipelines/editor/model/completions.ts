import type { CursorPlace } from './cursor-place.js';
import { propertiesOf, type Schema, schemaAt, wordsOf } from './pipeline-schema.js';

export type Completion = { label: string; detail: string; apply: string };

/** What can be written where the cursor stands, by the schema and by the nodes that there are. */
export function completionsAt(place: CursorPlace, root: Schema, keys: readonly string[]): Completion[] {
  const schema = schemaAt(root, place.path, place.kind);
  if (place.isValue) {
    const words = place.path.at(-1) === 'needs' ? keys.filter((key) => key !== place.path.at(-2)) : [];
    return [...words, ...(schema ? wordsOf(schema) : [])].map((word) => ({ label: word, detail: '', apply: word }));
  }
  if (!schema) return [];
  return Object.entries(propertiesOf(schema))
    .filter(([name]) => name === place.word || !place.siblings.includes(name))
    .map(([name, { description = '' }]) => ({ label: name, detail: description, apply: `${name}: ` }));
}

/** What the schema says of a key; undefined where it says nothing. */
export function meaningOf(place: CursorPlace, root: Schema): string | undefined {
  const path = place.isValue ? place.path : [...place.path, place.word];
  return schemaAt(root, path, place.kind)?.description;
}
