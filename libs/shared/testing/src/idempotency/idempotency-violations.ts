import type { InternalTokenClaims } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { furnishDeadLetter } from '../dead-letter-fixture.js';
import { type OpenApiDocument, type Operation, operationsOf } from '../tenancy/operations.js';
import { memberClaims } from '../test-keys.js';
import type { TestService } from '../test-service.js';
import { settledRowCounts } from './row-counts.js';

export interface IdempotencyFixture {
  schema: string;
  orgId: string;
  /** For each path parameter but `org`: the id of a thing of the organization. */
  params: Record<string, string>;
  /** For each operation with a body: one with which it succeeds. */
  bodies: Record<string, object>;
  /** Who may call the operation, where that is not any owner. */
  claims?: (operationId: string) => Partial<InternalTokenClaims> | undefined;
  /** What has to be done before the operation can succeed, beside the fixtures; may give other parameters. */
  prepare?: (operationId: string) => Promise<Record<string, string> | undefined>;
  /** Fields that are right to differ when an answer is computed again: tokens with the time of their making. */
  fresh?: Record<string, readonly string[]>;
  /** Resolves when no work goes on that a command set going in the background, where counting cannot tell. */
  settled?: () => Promise<void>;
}

interface Answer {
  status: number;
  replayed: boolean;
  cookies: string[];
  body: unknown;
}

/**
 * Every POST of the document that takes an Idempotency-Key, three times with one: at first; again (the kept answer);
 * and again as after a crash between the commit and the answer (the answer computed anew from the recorded steps).
 * @returns what was wrong; empty when each operation succeeded, the three answers were equal, and nothing but the first
 *   changed the number of rows of any table. An operation without a fixture is wrong.
 */
export async function idempotencyViolations(
  service: TestService,
  document: OpenApiDocument,
  fixture: IdempotencyFixture,
): Promise<string[]> {
  const violations: string[] = [];
  const letter = await furnishDeadLetter(service.db, document, fixture.orgId);
  const furnished = {
    ...fixture,
    params: { ...letter.params, ...fixture.params },
    bodies: { ...letter.bodies, ...fixture.bodies },
    prepare: async (id: string) => ({
      ...(/DeadLetter/.test(id) && (await furnishDeadLetter(service.db, document, fixture.orgId)).params),
      ...(await fixture.prepare?.(id)),
    }),
  };
  for (const operation of operationsOf(document).filter(({ takesKey }) => takesKey)) {
    violations.push(...(await tryOperation(service, operation, furnished)).map((what) => `${operation.id}: ${what}`));
  }
  return violations;
}

async function tryOperation(
  service: TestService,
  operation: Operation,
  fixture: IdempotencyFixture,
): Promise<string[]> {
  if (operation.hasBody && !fixture.bodies[operation.id]) return ['no fixture for the body'];
  const params: Record<string, string> = { ...fixture.params, ...(await fixture.prepare?.(operation.id)) };
  const lacking = operation.parameters.filter((name) => name !== 'org' && params[name] === undefined);
  if (lacking.length > 0) return [`no fixture for {${lacking.join('}, {')}}`];
  const caller = fixture.claims?.(operation.id) ?? memberClaims(fixture.orgId, 'owner'); // the same one each time
  return repeat(service, operation, { ...fixture, params, claims: () => caller });
}

async function repeat(service: TestService, operation: Operation, fixture: IdempotencyFixture): Promise<string[]> {
  const key = newId();
  const call = (): Promise<Answer> => send(service, operation, fixture, key);
  const rowCounts = async () => {
    await fixture.settled?.();
    return settledRowCounts(service.db, fixture.schema);
  };
  const first = await call();
  if (first.status >= 300) return [`does not succeed: ${first.status} ${JSON.stringify(first.body)}`];
  const rows = await rowCounts();
  const differences = async (what: string, answer: Answer, fresh: readonly string[]): Promise<string[]> => {
    const [wanted, got] = [comparable(first, fresh), comparable(answer, fresh)];
    const after = await rowCounts();
    const changed = Object.keys(after).filter((table) => after[table] !== rows[table]);
    return [
      ...(got === wanted ? [] : [`${what} answers ${got} instead of ${wanted}`]),
      ...(changed.length === 0 ? [] : [`${what} changes ${changed.join(', ')}`]),
    ];
  };
  const second = await call();
  const violations = second.replayed ? [] : ['the answer was not kept'];
  violations.push(...(await differences('the second request', second, [])));
  await loseAnswer(service, fixture.schema, key);
  const fresh = fixture.fresh?.[operation.id] ?? [];
  return [...violations, ...(await differences('a retry after a crash', await call(), fresh))];
}

/** As if the process had died after its commits and before it kept the answer, and the lease had ended. */
async function loseAnswer(service: TestService, schema: string, key: string): Promise<void> {
  await service.db.query(
    `UPDATE ${schema}.idempotency_key SET response = NULL, lease_until = clock_timestamp() WHERE key = $1`,
    [key],
  );
}

async function send(
  service: TestService,
  operation: Operation,
  { orgId, params, bodies, claims }: IdempotencyFixture,
  key: string,
): Promise<Answer> {
  const filled: Record<string, string> = { org: orgId, ...params };
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => filled[name] ?? name);
  const body = operation.hasBody ? JSON.stringify(bodies[operation.id]) : undefined;
  const bearer = await service.bearer(claims?.(operation.id) ?? {});
  const response = await fetch(`${service.url}${path}`, {
    method: operation.method,
    headers: {
      'idempotency-key': key,
      ...(operation.permission !== 'public' && { authorization: bearer }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  return {
    status: response.status,
    replayed: response.headers.get('idempotency-replayed') === 'true',
    // The age counts down with the session.
    cookies: response.headers.getSetCookie().map((cookie) => cookie.replace(/Max-Age=\d+/, 'Max-Age')),
    body: text === '' ? null : (JSON.parse(text) as unknown),
  };
}

function comparable({ status, cookies, body }: Answer, fresh: readonly string[]): string {
  return JSON.stringify({ status, cookies, body }, (name, value: unknown) => (fresh.includes(name) ? '…' : value));
}
