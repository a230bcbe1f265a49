import fc from 'fast-check';

/** As much of JSON Schema (2020-12) as our OpenAPI documents use. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  oneOf?: Schema[];
  anyOf?: Schema[];
  allOf?: Schema[];
}

export type Schemas = Record<string, Schema>;

/** Deeper than this a schema that contains itself ends. */
const MAX_DEPTH = 4;
const SHORT = 40;

/** Made when they are asked for: that of addresses takes half a second, and every spec loads this file. */
const FORMATS: Record<string, () => fc.Arbitrary<unknown>> = {
  uuid: () => fc.uuid(),
  email: () => fc.emailAddress({ size: 'small' }).map((text) => text.toLowerCase()),
  uri: () => fc.webUrl({ size: 'small' }),
  'date-time': () =>
    fc
      .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString()),
};

/** Values that the schema allows; for one that says nothing, any JSON. */
export function valuesOf(schema: Schema, schemas: Schemas, depth = 0): fc.Arbitrary<unknown> {
  const within = (part: Schema): fc.Arbitrary<unknown> => valuesOf(part, schemas, depth);
  if (schema.$ref) return within(schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.allOf) return fc.tuple(...schema.allOf.map(within)).map(merged);
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) return fc.oneof(...choices.map(within));
  return fc.oneof(...typesOf(schema).map((type) => (BY_TYPE[type] ?? anything)(schema, { schemas, depth })));
}

const typesOf = ({ type = 'any' }: Schema): string[] => (typeof type === 'string' ? [type] : type);

interface Place {
  schemas: Schemas;
  depth: number;
}

const merged = (values: unknown[]): unknown => Object.assign({}, ...(values as object[])) as unknown;
const anything = (): fc.Arbitrary<unknown> => fc.jsonValue({ maxDepth: 2 });

const BY_TYPE: Record<string, (schema: Schema, place: Place) => fc.Arbitrary<unknown>> = {
  null: () => fc.constant(null),
  boolean: () => fc.boolean(),
  integer: ({ minimum = -1_000, maximum = 1_000_000 }) => fc.integer({ min: minimum, max: maximum }),
  number: ({ minimum = -1e6, maximum = 1e6 }) => fc.double({ min: minimum, max: maximum, noNaN: true }),
  string: texts,
  array: lists,
  object: objects,
};

function texts({ format, pattern, minLength = 0, maxLength = SHORT }: Schema): fc.Arbitrary<unknown> {
  const formatted = format === undefined ? undefined : FORMATS[format]?.();
  if (formatted) return formatted;
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern, 'u'));
  const shortest = Math.min(minLength, maxLength);
  const longest = Math.max(shortest, Math.min(maxLength, SHORT));
  return fc.string({ minLength: shortest, maxLength: longest, unit: 'grapheme' });
}

function lists({ items = {}, minItems = 0, maxItems = 5 }: Schema, { schemas, depth }: Place): fc.Arbitrary<unknown> {
  if (depth > MAX_DEPTH) return fc.constant([]);
  const longest = Math.max(minItems, Math.min(maxItems, 5));
  return fc.array(valuesOf(items, schemas, depth + 1), { minLength: minItems, maxLength: longest });
}

function objects(schema: Schema, { schemas, depth }: Place): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties } = schema;
  if (depth > MAX_DEPTH) return fc.constant({});
  const model = Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, valuesOf(property, schemas, depth + 1)]),
  );
  const named = fc.record(model, { requiredKeys: required.filter((name) => name in model) });
  if (typeof additionalProperties !== 'object') return named;
  const more = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/u), valuesOf(additionalProperties, schemas, depth + 1), {
    maxKeys: 3,
  });
  return fc.tuple(more, named).map(([a, b]) => ({ ...(a as object), ...(b as object) }));
}
