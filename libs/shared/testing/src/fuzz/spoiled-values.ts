import fc from 'fast-check';

/** What stands in for a value: of a wrong type, too much, or of the kind that parsers and databases trip over. */
const INTRUDERS: readonly unknown[] = [
  null,
  true,
  -1,
  0.5,
  Number.MAX_SAFE_INTEGER,
  1e308,
  '',
  ' ',
  'null',
  '\u0000',
  '\ud800',
  '\u202e\u0007\u001b[31m',
  "'; DROP TABLE note; --",
  '../../../etc/passwd',
  '${7*7}{{7*7}}',
  'x'.repeat(70_000),
  [],
  [[]],
  {},
  { $ne: null },
  { toString: null },
  { constructor: { prototype: { polluted: true } } },
];

/**
 * The body with one thing wrong with it: a field replaced, lost, added, or wrapped in a list. A text or list, which has no
 * fields, is replaced whole.
 */
export function spoiled(body: unknown): fc.Arbitrary<unknown> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return fc.constantFrom(...INTRUDERS);
  const fields = Object.keys(body);
  const extra = fc
    .constantFrom('unknownField', 'id', 'orgId', 'constructor', '__proto__x')
    .map((name) => ({ ...body, [name]: 1 }));
  if (fields.length === 0) return extra;
  const field = fc.constantFrom(...fields);
  const values = body as Record<string, unknown>;
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc.tuple(field, fc.constantFrom(...INTRUDERS)).map(([name, value]) => ({ ...body, [name]: value })),
    },
    {
      weight: 1,
      arbitrary: field.map((name) => Object.fromEntries(Object.entries(body).filter(([key]) => key !== name))),
    },
    { weight: 1, arbitrary: extra },
    { weight: 1, arbitrary: field.map((name) => ({ ...body, [name]: [values[name]] })) },
  );
}
