import { type InternalTokenClaims, problemSchema } from '@throughline/contracts';
import { furnishDeadLetter } from '../dead-letter-fixture.js';
import { memberClaims } from '../test-keys.js';
import type { TestService } from '../test-service.js';
import { type OpenApiDocument, type Operation, operationsOf } from '../tenancy/operations.js';
import { type BadBody, badBodies, mostKeys } from './bad-bodies.js';

export interface BadInputFixture {
  orgId: string;
  /** For each path parameter but `org`: the id of a thing of the organization. */
  params: Record<string, string>;
  /** Where an operation is to be tried on another thing than the others. */
  paramsOf?: Record<string, Record<string, string>>;
  /** For each operation with a body: one that would succeed. Public operations are tried when they have one here. */
  bodies: Record<string, object>;
  /** Who may call the operation, where that is not any owner. */
  claims?: (operationId: string) => Partial<InternalTokenClaims> | undefined;
}

const BAD_QUERIES = [
  '?limit=abc',
  '?limit=0',
  '?limit=100000',
  '?cursor=%00',
  '?cursor=bm9uc2Vuc2U',
  '?unknown=1',
  '?limit=1&limit=2',
  '?limit[a]=1',
];
const JSON_TYPE = 'application/json';
const LEAKS = /SELECT |INSERT |UPDATE |node_modules|\bat .*\.js:\d+|QueryFailedError|violates|relation "/;

/**
 * Every operation of the document with every kind of bad input, sent by one who may call it.
 * @returns what was wrong; empty when each answer was a 4xx problem (or the input was harmless), none a 5xx, and none
 *   told of SQL or of our code
 */
export async function badInputViolations(
  service: TestService,
  document: OpenApiDocument,
  given: BadInputFixture,
): Promise<string[]> {
  const platform = await furnishDeadLetter(service.db, document, given.orgId);
  const fixture = {
    ...given,
    params: { ...platform.params, ...given.params },
    bodies: { ...platform.bodies, ...given.bodies },
  };
  const operations = operationsOf(document).filter(
    (operation) => operation.permission !== 'public' || fixture.bodies[operation.id],
  );
  const violations: string[] = [];
  const widest = operations.find(({ hasBody }) => hasBody);
  if (widest) violations.push(...(await tryBody(service, widest, fixture, mostKeys())));
  for (const operation of operations) {
    violations.push(
      ...(await (operation.hasBody ? tryBodies(service, operation, fixture) : tryQueries(service, operation, fixture))),
    );
    violations.push(...(await tryIds(service, operation, fixture)));
  }
  if (({} as { polluted?: unknown }).polluted !== undefined) violations.push('Object.prototype was polluted');
  return violations;
}

async function tryBodies(service: TestService, operation: Operation, fixture: BadInputFixture): Promise<string[]> {
  const valid = fixture.bodies[operation.id];
  if (!valid) return [`${operation.id}: no fixture for the body`];
  const violations: string[] = [];
  for (const bad of badBodies(valid)) violations.push(...(await tryBody(service, operation, fixture, bad)));
  // Last, since what it makes could refuse the bad ones as conflicts.
  const right = { path: pathOf(operation, fixture), contentType: JSON_TYPE, body: JSON.stringify(valid) };
  const { status } = await send(service, operation, fixture, right);
  return NOT_TRIED.includes(status)
    ? [...violations, `${operation.id} with the body that is right: ${status}`]
    : violations;
}

async function tryBody(
  service: TestService,
  operation: Operation,
  fixture: BadInputFixture,
  bad: BadBody,
): Promise<string[]> {
  const path = pathOf(operation, fixture);
  const answer = await send(service, operation, fixture, { path, contentType: JSON_TYPE, ...bad });
  const problems = problemsOf(`${operation.id} with ${bad.what}`, answer);
  return isRightFor(bad, answer.status)
    ? problems
    : [`${operation.id} with ${bad.what}: ${answer.status}`, ...problems];
}

/** A body that gets no further than this shows nothing by its spoiled variants. */
const NOT_TRIED = [400, 401, 403, 500];

/** Harmless where the field takes any text or number. */
const HARMLESS = /surrogate|fraction|far too much|null byte/;

function isRightFor(bad: BadBody, status: number): boolean {
  if ([400, 404, 409, 422].includes(status) || bad.also?.includes(status)) return true;
  return HARMLESS.test(bad.what) && status < 500;
}

async function tryQueries(service: TestService, operation: Operation, fixture: BadInputFixture): Promise<string[]> {
  if (operation.method !== 'GET' || operation.isStream) return [];
  const violations: string[] = [];
  for (const query of BAD_QUERIES) {
    const answer = await send(service, operation, fixture, { path: `${pathOf(operation, fixture)}${query}` });
    if (answer.status >= 500) violations.push(`${operation.id}${query}: ${answer.status}`);
    violations.push(...problemsOf(`${operation.id}${query}`, answer));
  }
  return violations;
}

async function tryIds(service: TestService, operation: Operation, fixture: BadInputFixture): Promise<string[]> {
  const violations: string[] = [];
  for (const name of operation.parameters.filter((parameter) => parameter !== 'org')) {
    for (const bad of ['1', 'null', '%00', '..%2f..', 'x'.repeat(200), `'%20OR%201=1--`]) {
      const params = { ...paramsFor(operation, fixture), [name]: bad };
      const path = pathOf(operation, { ...fixture, paramsOf: { [operation.id]: params } });
      const body = operation.hasBody ? JSON.stringify(fixture.bodies[operation.id]) : undefined;
      const answer = await send(service, operation, fixture, {
        path,
        ...(body && { body, contentType: JSON_TYPE }),
      });
      if (answer.status < 400 || answer.status >= 500)
        violations.push(`${operation.id} with ${name}=${bad}: ${answer.status}`);
      violations.push(...problemsOf(`${operation.id} with ${name}=${bad}`, answer));
    }
  }
  return violations;
}

interface Answer {
  status: number;
  contentType: string;
  text: string;
}

async function send(
  service: TestService,
  operation: Operation,
  fixture: BadInputFixture,
  request: { path: string; body?: BadBody['body']; contentType?: string },
): Promise<Answer> {
  const claims = fixture.claims?.(operation.id) ?? memberClaims(fixture.orgId, 'owner');
  const authorization = await service.bearer(claims);
  const stop = new AbortController();
  const response = await fetch(`${service.url}${request.path}`, {
    method: operation.method,
    headers: { authorization, ...(request.contentType && { 'content-type': request.contentType }) },
    ...(request.body !== undefined && { body: request.body }),
    signal: stop.signal,
  });
  const contentType = response.headers.get('content-type') ?? '';
  const isOpenStream = contentType.startsWith('text/event-stream');
  const text = isOpenStream ? '' : await response.text();
  if (isOpenStream) stop.abort();
  return { status: response.status, contentType, text };
}

function pathOf(operation: Operation, fixture: BadInputFixture): string {
  const params: Record<string, string> = { ...paramsFor(operation, fixture), org: fixture.orgId };
  return operation.path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? 'missing');
}

/** The things that the operation is tried on. */
export function paramsFor(
  { id }: Operation,
  { params, paramsOf }: Pick<BadInputFixture, 'params' | 'paramsOf'>,
): Record<string, string> {
  return { ...params, ...paramsOf?.[id] };
}

function problemsOf(what: string, { status, contentType, text }: Answer): string[] {
  if (status < 400) return [];
  const violations = LEAKS.test(text) ? [`${what}: tells of our insides`] : [];
  if (!contentType.startsWith('application/problem+json'))
    return [...violations, `${what}: ${status} is no problem+json`];
  const problem = problemSchema.safeParse(JSON.parse(text));
  return problem.success && problem.data.status === status
    ? violations
    : [...violations, `${what}: not a well-formed problem`];
}
