import { newId } from '@throughline/kernel';
import { type Role, ROLE_PERMISSIONS, ROLES } from '@throughline/contracts';
import { memberClaims } from '../test-keys.js';
import type { TestService } from '../test-service.js';
import { type OpenApiDocument, type Operation, operationsOf } from './operations.js';
import { rowsOfOrganization } from './organization-rows.js';

export interface TenancyFixture {
  schema: string;
  /** An organization that has members and nothing else. */
  orgA: string;
  /** An organization that has one of everything. */
  orgB: string;
  /** For each path parameter but `org`: the id of a thing of organization B. */
  params: Record<string, string>;
  /** For each operation with a body: one that would succeed in B, with the ids of B's things. */
  bodies: Record<string, object>;
  /** For each operation that needs one: its query, with the ids of B's things. */
  queries?: Record<string, string>;
  /** Texts that occur in B's things and must never be shown to A. */
  canaries: string[];
}

interface Answer {
  status: number;
  text: string;
}

/**
 * T1: every operation of the document × each role of organization A × the ids of organization B.
 * @returns what was wrong; empty when every answer was 403 or 404 and equal to the answer for a thing that does not
 *   exist, no list showed anything of B, and B's rows are bit by bit what they were. An operation without a fixture is wrong.
 */
export async function tenancyViolations(
  service: TestService,
  document: OpenApiDocument,
  fixture: TenancyFixture,
): Promise<string[]> {
  const operations = operationsOf(document).filter((operation) => operation.parameters.includes('org'));
  const lacking = operations.flatMap((operation) => lackingFixtures(operation, fixture));
  if (lacking.length > 0) return lacking;
  const before = await rowsOfOrganization(service.db, fixture.schema, fixture.orgB);
  const violations: string[] = [];
  for (const operation of operations) {
    for (const role of ROLES) violations.push(...(await tryOperation(service, operation, role, fixture)));
  }
  const after = await rowsOfOrganization(service.db, fixture.schema, fixture.orgB);
  return [
    ...violations,
    ...Object.keys(before)
      .filter((table) => before[table] !== after[table])
      .map((table) => `${table}: rows of the other organization changed`),
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
  const bearer = await service.bearer(memberClaims(fixture.orgA, role));
  const call = (org: string, ids: Record<string, string>): Promise<Answer> =>
    send(service, operation, fixture, { org, ids, bearer });
  const intruding = await call(fixture.orgA, fixture.params);
  const trespassing = await call(fixture.orgB, fixture.params);
  const name = `${operation.id} as ${role}`;
  const problems = trespassing.status === 404 ? [] : [`${name}: ${trespassing.status} inside the other organization`];
  if (fixture.canaries.some((canary) => intruding.text.includes(canary)))
    problems.push(`${name}: shows something of the other organization`);
  if (!isAddressed(operation, fixture)) return problems;
  const expected = ROLE_PERMISSIONS[role].some((permission) => permission === operation.permission) ? 404 : 403;
  if (intruding.status !== expected) problems.push(`${name}: ${intruding.status} instead of ${expected}`);
  const missing = await call(
    fixture.orgA,
    Object.fromEntries(Object.keys(fixture.params).map((key) => [key, newId()])),
  );
  if (hasIdInPath(operation) && comparable(missing.text) !== comparable(intruding.text))
    problems.push(`${name}: answers a foreign thing and a missing one differently`);
  return problems;
}

const hasIdInPath = (operation: Operation): boolean => operation.parameters.length > 1;

/** Whether the request names a thing of B at all, in its path, body or query. */
function isAddressed(operation: Operation, fixture: TenancyFixture): boolean {
  const sent = JSON.stringify([fixture.bodies[operation.id] ?? '', fixture.queries?.[operation.id] ?? '']);
  return hasIdInPath(operation) || Object.values(fixture.params).some((id) => sent.includes(id));
}

async function send(
  service: TestService,
  operation: Operation,
  fixture: TenancyFixture,
  { org, ids, bearer }: { org: string; ids: Record<string, string>; bearer: string },
): Promise<Answer> {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => (name === 'org' ? org : (ids[name] ?? name)));
  const stop = new AbortController();
  const response = await fetch(`${service.url}${path}${fixture.queries?.[operation.id] ?? ''}`, {
    method: operation.method,
    headers: { authorization: bearer, ...(operation.hasBody && { 'content-type': 'application/json' }) },
    ...(operation.hasBody && { body: JSON.stringify(fixture.bodies[operation.id]) }),
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
