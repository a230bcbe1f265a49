import { isId, newId } from '@throughline/kernel';
import { type InternalTokenClaims, type Role, ROLE_PERMISSIONS, ROLES } from '@throughline/contracts';
import { DEAD_LETTER_CANARY, furnishDeadLetter } from '../dead-letter-fixture.js';
import { memberClaims } from '../test-keys.js';
import type { TestService } from '../test-service.js';
import { crossReferenceViolations } from './cross-references.js';
import { type OpenApiDocument, type Operation, operationsOf } from './operations.js';
import { rowsOfOrganization } from './organization-rows.js';
import { rowFloorViolations } from './row-floor.js';

export interface TenancyFixture {
  schema: string;
  /** An organization that has members and nothing else. */
  orgA: string;
  /** An organization that has one of everything. */
  orgB: string;
  /** For each path parameter but `org`: the id of a thing of organization B. Further ids count where a body or query names them. */
  params: Record<string, string>;
  /** For each operation with a body: one that would succeed in B, with the ids of B's things. */
  bodies: Record<string, object>;
  /** For each operation that takes one: its query, with the ids of B's things. A list may answer it with 200 and nothing. */
  queries?: Record<string, string>;
  /** Texts that occur in B's things and must never be shown to A. */
  canaries: string[];
  /** The caller of organization A in the role; needed where the service knows its members. Default: a random person. */
  claims?: (role: Role) => Partial<InternalTokenClaims>;
}

interface Answer {
  status: number;
  text: string;
}

/**
 * T1, T2 and T4: every operation of the document × each role of organization A × the ids of organization B.
 * @returns what was wrong; empty when every answer was 403 or 404 and equal to the answer for a thing that does not
 *   exist, no list showed anything of B, and B's rows are bit by bit what they were; and when the database by itself keeps
 *   B's rows from a session of A's and refuses references to them. An operation without a fixture is wrong.
 */
export async function tenancyViolations(
  service: TestService,
  document: OpenApiDocument,
  given: TenancyFixture,
): Promise<string[]> {
  const platform = await furnishDeadLetter(service.db, document, given.orgB);
  const fixture = {
    ...given,
    params: { ...platform.params, ...given.params },
    bodies: { ...platform.bodies, ...given.bodies },
    canaries: [...given.canaries, DEAD_LETTER_CANARY],
  };
  const operations = operationsOf(document).filter((operation) => operation.parameters.includes('org'));
  const lacking = operations.flatMap((operation) => lackingFixtures(operation, fixture));
  if (lacking.length > 0) return lacking;
  const before = await rowsOfOrganization(service.db, fixture.schema, fixture.orgB);
  const violations: string[] = [];
  for (const operation of operations) {
    // All at once: a request for a thing that is missing may wait for the event that would bring it.
    const tried = await Promise.all(ROLES.map((role) => tryOperation(service, operation, role, fixture)));
    violations.push(...tried.flat());
  }
  const after = await rowsOfOrganization(service.db, fixture.schema, fixture.orgB);
  return [
    ...violations,
    ...Object.keys(before)
      .filter((table) => before[table] !== after[table])
      .map((table) => `${table}: rows of the other organization changed`),
    ...(await rowFloorViolations(service.db, { schema: fixture.schema, owner: fixture.orgB, stranger: fixture.orgA })),
    ...(await crossReferenceViolations(service.db, fixture)),
  ];
}

function lackingFixtures(operation: Operation, { params, bodies }: TenancyFixture): string[] {
  const unknown = operation.parameters.filter((name) => name !== 'org' && params[name] === undefined);
  const problems = unknown.map((name) => `${operation.id}: no fixture for {${name}}`);
  return operation.hasBody && !bodies[operation.id]
    ? [...problems, `${operation.id}: no fixture for the body`]
    : problems;
}

async function tryOperation(
  service: TestService,
  operation: Operation,
  role: Role,
  fixture: TenancyFixture,
): Promise<string[]> {
  const bearer = await service.bearer(fixture.claims?.(role) ?? memberClaims(fixture.orgA, role));
  const call = (org: string, things: TenancyFixture): Promise<Answer> =>
    send(service, operation, things, { org, bearer });
  const [intruding, trespassing, missing] = await Promise.all([
    call(fixture.orgA, fixture),
    call(fixture.orgB, fixture),
    isAddressed(operation, fixture) ? call(fixture.orgA, withoutThings(fixture)) : undefined,
  ]);
  const name = `${operation.id} as ${role}`;
  const problems = trespassing.status === 404 ? [] : [`${name}: ${trespassing.status} inside the other organization`];
  if (fixture.canaries.some((canary) => intruding.text.includes(canary)))
    problems.push(`${name}: shows something of the other organization`);
  if (!missing) return problems;
  const expected = expectedStatuses(operation, role);
  if (!expected.includes(intruding.status))
    problems.push(`${name}: ${intruding.status} instead of ${expected.join(' or ')}`);
  if (!isSame(intruding, missing)) problems.push(`${name}: answers a foreign thing and a missing one differently`);
  return problems;
}

const hasIdInPath = (operation: Operation): boolean => operation.parameters.length > 1;

/** Whether the request names a thing of B at all, in its path, body or query. */
function isAddressed(operation: Operation, fixture: TenancyFixture): boolean {
  const sent = JSON.stringify([fixture.bodies[operation.id] ?? '', fixture.queries?.[operation.id] ?? '']);
  return hasIdInPath(operation) || Object.values(fixture.params).some((id) => sent.includes(id));
}

/** A list that is filtered by a foreign id is an empty one; whatever else names a foreign thing finds nothing. */
function expectedStatuses(operation: Operation, role: Role): number[] {
  if (!ROLE_PERMISSIONS[role].some((permission) => permission === operation.permission)) return [403];
  return operation.method === 'GET' && !hasIdInPath(operation) ? [404, 200] : [404];
}

/** Texts are compared of refusals only: what is found may carry the time of the answer. */
function isSame(one: Answer, other: Answer): boolean {
  return one.status === other.status && (one.status < 400 || comparable(one.text) === comparable(other.text));
}

/** The fixture with ids of nothing in place of B's. */
function withoutThings(fixture: TenancyFixture): TenancyFixture {
  const fresh = new Map(Object.values(fixture.params).map((id) => [id, newId()]));
  const replaced = (text: string): string =>
    [...fresh].filter(([id]) => isId(id)).reduce((result, [id, other]) => result.replaceAll(id, other), text);
  return {
    ...fixture,
    params: Object.fromEntries(Object.entries(fixture.params).map(([key, id]) => [key, fresh.get(id) ?? id])),
    bodies: JSON.parse(replaced(JSON.stringify(fixture.bodies))) as Record<string, object>,
    queries: JSON.parse(replaced(JSON.stringify(fixture.queries ?? {}))) as Record<string, string>,
  };
}

async function send(
  service: TestService,
  operation: Operation,
  { params, bodies, queries }: TenancyFixture,
  { org, bearer }: { org: string; bearer: string },
): Promise<Answer> {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    name === 'org' ? org : (params[name] ?? name),
  );
  const stop = new AbortController();
  const response = await fetch(`${service.url}${path}${queries?.[operation.id] ?? ''}`, {
    method: operation.method,
    headers: { authorization: bearer, ...(operation.hasBody && { 'content-type': 'application/json' }) },
    ...(operation.hasBody && { body: JSON.stringify(bodies[operation.id]) }),
    signal: stop.signal,
  });
  const isOpenStream = operation.isStream && response.ok;
  const text = isOpenStream ? '' : await response.text();
  if (isOpenStream) stop.abort();
  return { status: response.status, text };
}

/** A problem without what differs from request to request. */
function comparable(text: string): string {
  return text.replace(/"(instance|traceId)":"[^"]*"/g, '');
}
