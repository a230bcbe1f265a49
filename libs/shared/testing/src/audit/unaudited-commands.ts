import type { InternalTokenClaims } from '@throughline/contracts';
import { memberClaims } from '../test-keys.js';
import { furnishDeadLetter } from '../dead-letter-fixture.js';
import type { TestService } from '../test-service.js';
import { type OpenApiDocument, type Operation, operationsOf } from '../tenancy/operations.js';

export interface CommandsFixture {
  schema: string;
  orgId: string;
  /** For each path parameter but `org`: the id of a thing of the organization. */
  params: Record<string, string>;
  /** Where an operation is to be tried on another thing than the others. */
  paramsOf?: Record<string, Record<string, string>>;
  /** For each operation with a body: one that succeeds. */
  bodies: Record<string, object>;
  claims?: (operationId: string) => Partial<InternalTokenClaims> | undefined;
  /** Operations that leave no fact, or that cannot be tried like this, each with the reason. */
  allowed: Record<string, string>;
  /** Counts the facts, where they are not audit facts alone. */
  countFacts?: () => Promise<number>;
}

/** What ends something comes after what needs it. */
const ORDER = ['POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * Every command of the document with a body that is right, sent by one who may.
 * @returns the commands that were done and left no audit fact, those that were not done, and allowances for nothing;
 *   empty when every command left its fact
 */
export async function unauditedCommands(
  service: TestService,
  document: OpenApiDocument,
  fixture: CommandsFixture,
): Promise<string[]> {
  const commands = operationsOf(document)
    .filter(({ method }) => ORDER.includes(method))
    .sort((one, other) => ORDER.indexOf(one.method) - ORDER.indexOf(other.method));
  const unknown = Object.keys(fixture.allowed).filter((id) => !commands.some((command) => command.id === id));
  const violations = unknown.map((id) => `${id}: allowed, and there is no such command`);
  const count = fixture.countFacts ?? (() => auditFacts(service, fixture.schema));
  for (const command of commands) {
    if (fixture.allowed[command.id] !== undefined) continue;
    const letter = /DeadLetter/.test(command.id) && (await furnishDeadLetter(service.db, document, fixture.orgId));
    const before = await count();
    const { status, text } = await send(service, command, letter ? withLetter(fixture, letter) : fixture);
    if (status < 200 || status >= 300) violations.push(`${command.id}: not done: ${status} ${text}`);
    else if ((await count()) === before) violations.push(`${command.id}: done, and left no fact`);
  }
  return violations;
}

/** A dead letter of its own, with a body that finds it. */
function withLetter(
  fixture: CommandsFixture,
  { params, bodies }: Pick<CommandsFixture, 'params' | 'bodies'>,
): CommandsFixture {
  const ofAll = Object.keys(bodies).filter((id) => id.startsWith('replayDeadLetters'));
  const everyOne = Object.fromEntries(ofAll.map((id) => [id, {}]));
  return {
    ...fixture,
    params: { ...fixture.params, ...params },
    bodies: { ...fixture.bodies, ...bodies, ...everyOne },
  };
}

/** How many audit facts are in the service's outbox. */
export async function auditFacts(service: TestService, schema: string): Promise<number> {
  const rows = await service.db.query<{ facts: number }>(
    `SELECT count(*)::int AS facts FROM ${schema}.outbox WHERE type = 'audit-recorded'`,
  );
  return rows[0]?.facts ?? 0;
}

async function send(
  service: TestService,
  command: Operation,
  fixture: CommandsFixture,
): Promise<{ status: number; text: string }> {
  const authorization = await service.bearer(fixture.claims?.(command.id) ?? memberClaims(fixture.orgId, 'owner'));
  const params: Record<string, string> = { org: fixture.orgId, ...fixture.params, ...fixture.paramsOf?.[command.id] };
  const path = command.path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? 'missing');
  const response = await fetch(`${service.url}${path}`, {
    method: command.method,
    headers: { authorization, ...(command.hasBody && { 'content-type': 'application/json' }) },
    ...(command.hasBody && { body: JSON.stringify(fixture.bodies[command.id]) }),
  });
  return { status: response.status, text: (await response.text()).slice(0, 200) };
}
