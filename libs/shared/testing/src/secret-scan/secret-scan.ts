import type { InternalTokenClaims } from '@throughline/contracts';
import { type OpenApiDocument, type Operation, operationsOf } from '../tenancy/operations.js';
import { memberClaims } from '../test-keys.js';
import { Canary } from './canary.js';
import type { LogCapture } from './log-capture.js';

/** Where the scan sends its requests. */
interface Target {
  url: string;
  bearer(claims: Partial<InternalTokenClaims>): Promise<string>;
}

export interface SecretScanFixture {
  orgId: string;
  /** For each path parameter but `org`: the id of a thing of the organization. */
  params: Record<string, string>;
  /** For operations that take a secret: a body that succeeds, with the canary as that secret. */
  bodies: Record<string, (secret: string) => object>;
  /** Who calls, where that is not any owner. */
  claims?: (operationId: string) => Partial<InternalTokenClaims>;
  logs: LogCapture;
}

interface Sent {
  what: string;
  status: number;
  reply: string;
}

const STREAM_MS = 100;
/** Names under which people send secrets, wherever they do not belong too. */
const misplaced = (secret: string): object => ({
  password: secret,
  newPassword: secret,
  token: secret,
  secret,
  apiKey: secret,
  secrets: { KEY: secret },
  nested: { credential: secret },
});

/**
 * S1: sends canaries wherever a secret may be sent: as credential, cookie and query of every operation, in the
 * secret fields of bodies that are right and of bodies that are not; then reads everything that may be read.
 * @returns every reply and log line that holds a canary in any of its forms; empty when nothing leaked. Throws when a
 *   body of the fixture was refused: it would have shown nothing.
 */
export async function secretLeaks(
  target: Target,
  document: OpenApiDocument,
  fixture: SecretScanFixture,
): Promise<string[]> {
  const canaries: Canary[] = [];
  const plant = (where: string): string => {
    const canary = new Canary(where);
    canaries.push(canary);
    return canary.value;
  };
  const sent: Sent[] = [];
  const operations = operationsOf(document);
  for (const operation of operations) sent.push(...(await sendEverywhere(target, operation, fixture, plant)));
  for (const operation of operations.filter(({ method }) => method === 'GET')) {
    sent.push(await send(target, operation, fixture, { what: `${operation.id}, read` }));
  }
  const inReplies = sent.flatMap(({ what, reply }) => found(canaries, reply, `the reply to ${what}`));
  const inLogs = fixture.logs.lines.flatMap((line) => found(canaries, line, `the log line ${line.slice(0, 200)}`));
  return [...new Set([...inReplies, ...inLogs])];
}

async function sendEverywhere(
  target: Target,
  operation: Operation,
  fixture: SecretScanFixture,
  plant: (where: string) => string,
): Promise<Sent[]> {
  const at = (where: string): string => plant(`${where} of ${operation.id}`);
  const stranger = {
    what: `${operation.id}, as a stranger`,
    query: `?token=${encodeURIComponent(at('query'))}`,
    headers: {
      authorization: `Bearer ${encodeURIComponent(at('credential'))}`,
      cookie: `session=${encodeURIComponent(at('cookie'))}`,
      'x-api-key': encodeURIComponent(at('key header')),
      'x-gitlab-token': encodeURIComponent(at('hook header')),
    },
    body: misplaced(at('body')),
  };
  const sent = [await send(target, operation, fixture, stranger)];
  if (!operation.hasBody) return sent;
  sent.push(
    await send(target, operation, fixture, { what: `${operation.id}, misplaced`, body: misplaced(at('body')) }),
  );
  const right = fixture.bodies[operation.id]?.(at('secret field'));
  if (!right) return sent;
  const answer = await send(target, operation, fixture, { what: `${operation.id}, its secret`, body: right });
  if ([400, 404, 415].includes(answer.status) || answer.status >= 500)
    throw new Error(`${operation.id} did not take its secret: ${answer.status} ${answer.reply}`);
  return [...sent, answer];
}

async function send(
  target: Target,
  operation: Operation,
  fixture: SecretScanFixture,
  request: { what: string; query?: string; headers?: Record<string, string>; body?: object },
): Promise<Sent> {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    name === 'org' ? fixture.orgId : (fixture.params[name] ?? 'missing'),
  );
  const authorization = await target.bearer(fixture.claims?.(operation.id) ?? memberClaims(fixture.orgId, 'owner'));
  const hasBody = operation.hasBody && request.body !== undefined;
  const response = await answerOf(operation, `${target.url}${path}${request.query ?? ''}`, {
    method: operation.method,
    headers: { authorization, ...(hasBody && { 'content-type': 'application/json' }), ...request.headers },
    ...(hasBody && { body: JSON.stringify(request.body) }),
  });
  if (!response) return { what: request.what, status: 0, reply: '' };
  const headers = JSON.stringify(Object.fromEntries(response.headers));
  const body = await response.text().catch(() => ''); // a stream without an end
  return { what: request.what, status: response.status, reply: `${headers}\n${body}` };
}

/** Undefined for a stream that has nothing to say. */
async function answerOf(operation: Operation, url: string, request: RequestInit): Promise<Response | undefined> {
  if (!operation.isStream) return fetch(url, request);
  return fetch(url, { ...request, signal: AbortSignal.timeout(STREAM_MS) }).catch(() => undefined);
}

function found(canaries: readonly Canary[], text: string, where: string): string[] {
  return canaries.filter((canary) => canary.isIn(text)).map(({ plantedAt }) => `the ${plantedAt} is in ${where}`);
}
