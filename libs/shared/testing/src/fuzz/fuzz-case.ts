import fc from 'fast-check';
import type { Operation } from '../tenancy/operations.js';
import { type BadInputFixture, paramsFor } from '../bad-input/bad-input-violations.js';
import type { FuzzDocument } from './fuzz-document.js';
import { type Schema, valuesOf } from './schema-values.js';
import { spoiled } from './spoiled-values.js';

/** One request: `path` with its query, and a body where the operation takes one. */
export interface FuzzCase {
  path: string;
  media: string | undefined;
  body: string | Uint8Array<ArrayBuffer> | undefined;
}

const STRANGE_IDS = ['0', 'null', 'undefined', '%00', '%F0%9F%92%A9', '..%5c', 'x'.repeat(300), "1'--", '%7B%7D'];

/** Requests to the operation: half as the document wants them, half with something wrong. */
export function casesOf(
  operation: Operation,
  document: FuzzDocument,
  fixture: BadInputFixture,
): fc.Arbitrary<FuzzCase> {
  const { path, method } = operation;
  const body = document.body(path, method);
  const bodies = body ? bodiesOf(body, document, fixture.bodies[operation.id]) : fc.constant(undefined);
  return fc.record({
    path: fc.tuple(pathsOf(operation, fixture), queriesOf(operation, document)).map((parts) => parts.join('')),
    media: fc.constant(body?.media),
    body: bodies,
  });
}

function pathsOf(operation: Operation, fixture: BadInputFixture): fc.Arbitrary<string> {
  const { path, parameters } = operation;
  const params = paramsFor(operation, fixture);
  const known = parameters.filter((name) => name !== 'org');
  const ids = known.map((name) =>
    fc.oneof(
      { weight: 6, arbitrary: fc.constant(params[name] ?? 'missing') },
      { weight: 2, arbitrary: fc.uuid() },
      { weight: 1, arbitrary: fc.constantFrom(...STRANGE_IDS) },
    ),
  );
  return fc.tuple(...ids).map((values) => {
    const chosen = new Map(known.map((name, at) => [name, values[at] ?? '']));
    return path.replace(/\{(\w+)\}/g, (_, name: string) => (name === 'org' ? fixture.orgId : (chosen.get(name) ?? '')));
  });
}

function queriesOf({ path, method }: Operation, document: FuzzDocument): fc.Arbitrary<string> {
  const pairs = document.query(path, method).map(({ name, schema = {}, required }) => {
    const value = fc.oneof(
      { weight: 3, arbitrary: valuesOf(schema, document.schemas).map(String) },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) },
    );
    const pair = value.map((text) => `${name}=${encodeURIComponent(text)}`);
    return required ? pair : fc.option(pair, { nil: '' });
  });
  return fc.tuple(...pairs).map((chosen) => {
    const query = chosen.filter((pair) => pair !== '').join('&');
    return query === '' ? '' : `?${query}`;
  });
}

function bodiesOf(
  { media, schema }: { media: string; schema: Schema },
  document: FuzzDocument,
  good: object | undefined,
): fc.Arbitrary<FuzzCase['body']> {
  if (!media.endsWith('json')) return fc.uint8Array({ maxLength: 2_000 }).map((bytes) => new Uint8Array(bytes));
  const values = valuesOf(schema, document.schemas);
  const near = good ? values.map((value) => mixed(good, value)) : values;
  const wrong = fc.oneof(values, fc.constant(good ?? {})).chain(spoiled);
  return fc.oneof(values, near, wrong, wrong).map((value) => JSON.stringify(value));
}

/** The body that works, with some of its fields as the other one has them: gets past what a random one fails at. */
function mixed(good: object, other: unknown): unknown {
  if (Array.isArray(good) || typeof other !== 'object' || other === null) return good;
  const fields = Object.entries(other).filter((_, at) => at % 2 === 0);
  return { ...good, ...Object.fromEntries(fields) };
}
