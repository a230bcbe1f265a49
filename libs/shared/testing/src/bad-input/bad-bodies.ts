export interface BadBody {
  what: string;
  body: string | Uint8Array<ArrayBuffer>;
  contentType?: string;
  /** Answers that are right besides 400. */
  also?: number[];
}

const DEPTH = 10_000;
const LARGE = 2_000_000;

/**
 * Bodies that no operation may take, made from one that it would. Of a list only the whole is spoiled: an operation on
 * many things may judge them one by one.
 */
export function badBodies(valid: object): BadBody[] {
  const text = JSON.stringify(valid);
  return [
    { what: 'a string for the body', body: '"text"' },
    { what: 'null', body: 'null' },
    { what: 'broken JSON', body: text.slice(0, -1) },
    { what: 'a prototype', body: text.replace('{', '{"__proto__":{"polluted":true},') },
    { what: 'a null byte and a brace', body: '\u0000{' },
    { what: `${DEPTH} levels`, body: '{"a":'.repeat(DEPTH) + '1' + '}'.repeat(DEPTH) },
    { what: 'ten thousand keys', body: MANY_KEYS },
    { what: 'the constructor of all', body: text.replace('{', '{"constructor":{"prototype":{"polluted":true}},') },
    { what: 'a byte order mark', body: `\ufeff${text}` },
    { what: 'two megabytes', body: `${text}${' '.repeat(LARGE)}`, also: [413] },
    { what: 'another content type', body: '<a/>', contentType: 'text/xml', also: [415] },
    ...(text.includes(':"') ? [{ what: 'invalid UTF-8', body: invalidUtf8(text) }] : []),
    ...(Array.isArray(valid) ? [{ what: 'an object for the list', body: '{}' }] : badObjects(valid, text)),
  ];
}

const manyKeys = (count: number): string =>
  `{${Array.from({ length: count }, (_, at) => `"k${at.toString(36)}":1`).join(',')}}`;

/** Ten times what one object may have. */
const MANY_KEYS = manyKeys(10_000);

/**
 * As many keys as a body of the largest size can hold. To read them takes a tenth of a second, which is the same reader's
 * on every operation: what is tried on one needs not be tried on all.
 */
export const mostKeys = (): BadBody => ({ what: 'a hundred thousand keys', body: manyKeys(100_000) });

/** With a byte at the start of each text that begins no character. */
function invalidUtf8(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text.replaceAll(':"', ':"\u00ff'), 'latin1'));
}

function badObjects(valid: object, text: string): BadBody[] {
  return [
    { what: 'an unknown field', body: JSON.stringify({ ...valid, unknownField: 1 }) },
    { what: 'more than a number can be', body: text.replace('{', '{"unknownField":1e400,') },
    { what: 'an array for the object', body: `[${text}]` },
    ...Object.keys(valid).flatMap((key) => wrongFields(valid, key)),
  ];
}

function wrongFields(valid: object, key: string): BadBody[] {
  const value = (valid as Record<string, unknown>)[key];
  const wrong = wrongValues(value);
  return wrong.map(([what, replacement]) => ({
    what: `${key}: ${what}`,
    body: JSON.stringify({ ...valid, [key]: replacement }),
  }));
}

function wrongValues(value: unknown): [string, unknown][] {
  const always: [string, unknown][] = [
    ['a deep object', { a: { b: { c: 1 } } }],
    ['an array of arrays', [[1], [2]]],
  ];
  if (typeof value === 'string')
    return [
      ...always,
      ['a number', 7],
      ['a null byte', 'a\u0000b'],
      ['a lone surrogate', '\ud800'],
      ['a million characters', 'x'.repeat(900_000)],
    ];
  if (typeof value === 'number')
    return [
      ...always,
      ['a string', '7'],
      ['more than a double', Number.MAX_VALUE],
      ['a fraction', 0.5],
      ['far too much', 1e15],
    ];
  if (typeof value === 'boolean') return [...always, ['a string', 'true'], ['a number', 1]];
  return [
    ['a string', 'text'],
    ['a number', 7],
    ['a list of it', [value]],
  ];
}
