import fc from 'fast-check';
import { memberClaims } from '../test-keys.js';
import type { TestService } from '../test-service.js';
import type { BadInputFixture } from '../bad-input/bad-input-violations.js';
import { type OpenApiDocument, type Operation, operationsOf } from '../tenancy/operations.js';
import { casesOf, type FuzzCase } from './fuzz-case.js';
import { FuzzDocument } from './fuzz-document.js';

export interface FuzzOptions {
  /** Requests for each operation. */
  cases?: number;
  /** Of the sequence of requests; a new one each time by default, and part of what is returned. */
  seed?: number;
}

const LEAKS = /SELECT |INSERT |UPDATE |node_modules|\bat .*\.js:\d+|QueryFailedError|violates|relation "/;

/**
 * I1: random requests to every operation of the document, by one who may call it: valid by the document's schemas, near to
 * one that works, and spoiled. Each answer has to have a documented status and the documented shape, never be a 5xx, and
 * never tell of SQL or of our code.
 * @returns what was wrong, first the seed that repeats it; empty when nothing was
 */
export async function fuzzViolations(
  service: TestService,
  document: OpenApiDocument,
  fixture: BadInputFixture,
  { cases = 30, seed = Date.now() % 1_000_000 }: FuzzOptions = {},
): Promise<string[]> {
  const reader = new FuzzDocument(document);
  const violations = new Set<string>();
  for (const operation of destructiveLast(operationsOf(document).filter((one) => isTried(one, fixture)))) {
    const requests = fc.sample(casesOf(operation, reader, fixture), { numRuns: cases, seed });
    for (const request of requests) {
      for (const problem of await tryCase(service, { operation, reader, fixture }, request)) violations.add(problem);
    }
  }
  return violations.size === 0 ? [] : [`seed ${seed}`, ...violations];
}

/** A public operation is one only where the fixture has a body for it: signatures and passwords are not guessed. */
const isTried = ({ id, permission, hasBody }: Operation, { bodies }: BadInputFixture): boolean =>
  permission !== 'public' || !hasBody || bodies[id] !== undefined;

/** What deletes comes after what needs the deleted. */
const destructiveLast = (operations: Operation[]): Operation[] => [
  ...operations.filter(({ method }) => method !== 'DELETE'),
  ...operations.filter(({ method }) => method === 'DELETE'),
];

interface Context {
  operation: Operation;
  reader: FuzzDocument;
  fixture: BadInputFixture;
}

async function tryCase(service: TestService, context: Context, request: FuzzCase): Promise<string[]> {
  const { operation, reader, fixture } = context;
  const claims = fixture.claims?.(operation.id) ?? memberClaims(fixture.orgId, 'owner');
  const authorization = await service.bearer(claims);
  const answer = await send(service, operation, { ...request, authorization });
  const shown = `${operation.id} ${request.path.slice(0, 200)} ${String(request.body ?? '').slice(0, 200)}`;
  if (answer.status >= 500) return [`${answer.status}: ${shown}`];
  const leaks = answer.status >= 400 && LEAKS.test(answer.text) ? ['tells of our insides'] : [];
  // A stream was cut after its head.
  const breaches = operation.isStream && answer.status < 400 ? [] : reader.breaches(operation, answer);
  return [...leaks, ...breaches].map((problem) => `${operation.id}: ${problem}`);
}

async function send(
  service: TestService,
  operation: Operation,
  { path, media, body, authorization }: FuzzCase & { authorization: string },
): Promise<{ status: number; contentType: string; text: string }> {
  const stop = new AbortController();
  const response = await fetch(`${service.url}${path}`, {
    method: operation.method,
    headers: { authorization, ...(body !== undefined && media && { 'content-type': media }) },
    ...(body !== undefined && { body }),
    signal: stop.signal,
  });
  const contentType = response.headers.get('content-type') ?? '';
  const isOpen = contentType.startsWith('text/event-stream');
  const text = isOpen ? '' : await response.text();
  if (isOpen) stop.abort();
  return { status: response.status, contentType, text };
}
