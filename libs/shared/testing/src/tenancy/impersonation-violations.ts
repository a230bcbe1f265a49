import { auditRecordedV1, type EventData, factsOf, isMemberPermission, PERMISSIONS } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { furnishDeadLetter } from '../dead-letter-fixture.js';
import type { TestService } from '../test-service.js';
import { type OpenApiDocument, type Operation, operationsOf } from './operations.js';

export interface ImpersonationFixture {
  orgId: string;
  /** The impersonated member. */
  userId: string;
  params: Record<string, string>;
  /** Where an operation is to be tried on another thing than the others. */
  paramsOf?: Record<string, Record<string, string>>;
  /** For each operation with a body: one that would succeed. */
  bodies: Record<string, object>;
  /** Operations outside an organization that may be written to behind an impersonation. */
  allowed?: readonly string[];
  /** Operations that change nothing though they are no GET. */
  reads?: readonly string[];
  /** So many writes at least have to succeed, or the test shows nothing. */
  writes: number;
}

const IMPERSONATOR = { userId: newId(), name: 'Grace the platform admin' };

/**
 * A6: every operation of the document behind an impersonation, with a token that holds every permission.
 * @returns what was wrong; empty when all of the deny-list was 403 `impersonation_denied`, and each write that succeeded
 *   left audit facts that name the member and who stands behind them
 */
export async function impersonationViolations(
  service: TestService,
  document: OpenApiDocument,
  fixture: ImpersonationFixture,
): Promise<string[]> {
  const problems: string[] = [];
  let writes = 0;
  for (const operation of operationsOf(document).filter(({ permission }) => permission !== 'public')) {
    const letter = /DeadLetter/.test(operation.id)
      ? await furnishDeadLetter(service.db, document, fixture.orgId)
      : null;
    const before = (await service.events(auditRecordedV1)).length;
    const answer = await send(service, operation, {
      ...fixture,
      params: { ...fixture.params, ...letter?.params, ...fixture.paramsOf?.[operation.id] },
    });
    problems.push(...wrongAnswer(operation, answer, fixture));
    if (isRead(operation, fixture) || answer.status >= 300) continue;
    writes += 1;
    const facts = (await service.events(auditRecordedV1)).slice(before);
    problems.push(...unnamed(facts, fixture.userId).map((problem) => `${operation.id}: ${problem}`));
  }
  return writes >= fixture.writes ? problems : [...problems, `only ${writes} writes succeeded`];
}

const isRead = ({ id, method }: Operation, { reads = [] }: ImpersonationFixture): boolean =>
  method === 'GET' || reads.includes(id);

interface Answer {
  status: number;
  text: string;
}

function wrongAnswer(operation: Operation, { status, text }: Answer, fixture: ImpersonationFixture): string[] {
  const isDenied = status === 403 && text.includes('"impersonation_denied"');
  if (isOnDenyList(operation, fixture)) return isDenied ? [] : [`${operation.id}: ${status} instead of a denial`];
  return isDenied || status >= 500 ? [`${operation.id}: ${status} ${text}`] : [];
}

/** What is wrong with the audit facts of a write: there are none, or one does not say who acted as whom. */
function unnamed(facts: EventData<typeof auditRecordedV1>[], userId: string): string[] {
  if (facts.length === 0) return ['no audit fact'];
  return facts.flatMap(({ action, actor }) => {
    const isNamed = actor.userId === userId && actor.impersonator?.userId === IMPERSONATOR.userId;
    return isNamed ? [] : [`${action} by ${JSON.stringify(actor)}`];
  });
}

function isOnDenyList({ id, method, permission }: Operation, { allowed = [] }: ImpersonationFixture): boolean {
  if (permission === 'platform_admin') return true;
  if (permission === 'authenticated') return method !== 'GET' && !allowed.includes(id);
  return isMemberPermission(permission) && factsOf(permission).neverImpersonated === true;
}

async function send(
  service: TestService,
  operation: Operation,
  { orgId, userId, params, bodies }: ImpersonationFixture,
): Promise<Answer> {
  const isInside = operation.parameters.includes('org');
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    name === 'org' ? orgId : (params[name] ?? newId()),
  );
  const authorization = await service.bearer({
    sub: userId,
    name: 'A member',
    org_id: isInside ? orgId : null,
    role: isInside ? 'owner' : null,
    permissions: [...PERMISSIONS],
    platform_admin_until: Math.floor(Date.now() / 1_000) + 600,
    act: { sub: IMPERSONATOR.userId, name: IMPERSONATOR.name, session_id: newId() },
  });
  const stop = new AbortController();
  const response = await fetch(`${service.url}${path}`, {
    method: operation.method,
    headers: { authorization, ...(operation.hasBody && { 'content-type': 'application/json' }) },
    ...(operation.hasBody && { body: JSON.stringify(bodies[operation.id] ?? {}) }),
    signal: stop.signal,
  });
  const isOpenStream = operation.isStream && response.ok;
  const text = isOpenStream ? '' : await response.text();
  if (isOpenStream) stop.abort();
  return { status: response.status, text };
}
