import type { Schema, Schemas } from '../../../libs/shared/testing/src/fuzz/schema-values.ts';

/** The way to a string in a body: names and places; a last `*` stands for the name of a new entry. */
export type FieldPath = readonly (string | number)[];

const MAX_DEPTH = 6;

/** Every string of the body that the schema describes, and of the body that is right where the schema says no more. */
export function stringFields(schema: Schema, schemas: Schemas, body: unknown, depth = 0): FieldPath[] {
  if (depth > MAX_DEPTH) return [];
  if (schema.$ref) return stringFields(schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, schemas, body, depth);
  const parts = [schema.allOf, schema.oneOf, schema.anyOf].flatMap((list) => list ?? []);
  const inner: Inner[] = [...fieldsOf(schema, body), ...itemsOf(schema, body), ...entriesOf(schema, body)];
  const found = [
    ...(isText(schema, body) ? [[]] : []),
    ...parts.flatMap((part) => stringFields(part, schemas, body, depth)),
    ...inner.flatMap(([name, part, value]) =>
      stringFields(part, schemas, value, depth + 1).map((path) => [name, ...path]),
    ),
  ];
  return [...new Map(found.map((path) => [JSON.stringify(path), path])).values()];
}

/** A part of a body: its name or place, its schema, and what it is in the body that is right. */
type Inner = [string | number, Schema, unknown];

const fieldsOf = ({ properties = {} }: Schema, body: unknown): Inner[] =>
  Object.entries(properties).map(([name, part]) => [name, part, valueAt(body, name)]);

const itemsOf = ({ items }: Schema, body: unknown): Inner[] => (items ? [[0, items, valueAt(body, 0)]] : []);

const isText = ({ type, enum: choices }: Schema, body: unknown): boolean =>
  [type].flat().includes('string') || choices !== undefined || (type === undefined && typeof body === 'string');

/** Fields that the schema does not name: those of the body, and a new one by the name of the injected string. */
function entriesOf(schema: Schema, body: unknown): Inner[] {
  if (schema.type !== 'object' || !schema.additionalProperties) return [];
  const inner = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : {};
  const unnamed = Object.entries(typeof body === 'object' ? (body ?? {}) : {}).filter(
    ([name]) => !(name in (schema.properties ?? {})),
  );
  return [...unnamed.map(([name, value]): Inner => [name, inner, value]), ['*', inner, 'text']];
}

function valueAt(body: unknown, name: string | number): unknown {
  return typeof body === 'object' && body !== null ? (body as Record<string | number, unknown>)[name] : undefined;
}

/** The body with the text in the field. */
export function withField(body: unknown, path: FieldPath, text: string): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return text;
  if (typeof name === 'number') return [withField(valueAt(body, name), rest, text)];
  if (name === '*') return { ...(body as object), [text]: withField(undefined, rest, 'text') };
  return { ...(body as object | undefined), [name]: withField(valueAt(body, name), rest, text) };
}
