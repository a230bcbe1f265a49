import type { InternalTokenClaims } from '@throughline/contracts';
import { type OpenApiDocument, operationsOf } from '../tenancy/operations.js';
import { memberClaims } from '../test-keys.js';
import type { TestService } from '../test-service.js';
import { forgeries, genuine, type Mint } from './forgeries.js';

const CHANGES = {
  'no kind': { kind: undefined },
  'an org_id that is no id': { org_id: '*' },
  'permissions as text': { permissions: 'org.read' },
};

/**
 * A1: every forgery of an owner's token at the first route of the document that reads from an organization.
 * @param orgId an organization that the service knows
 * @returns what was wrong; empty when the genuine token was let in, each of the 45 or more forgeries got a 401, and no
 *   address in a token was ever asked
 */
export async function forgedTokenViolations(
  service: TestService,
  audience: string,
  document: OpenApiDocument,
  orgId: string,
): Promise<string[]> {
  const mint = service.keys.mint(audience, memberClaims(orgId, 'owner'));
  const url = `${service.url}${readablePath(document).replace(/\{\w+\}/, orgId)}`;
  const tokens = [...(await forgeries(mint)), ...(await withWrongClaims(mint))];
  const problems = tokens.length < 45 ? [`only ${tokens.length} forgeries`] : [];
  const welcome = await statusOf(url, await genuine(mint));
  if (welcome !== 200) problems.push(`the genuine token: ${welcome}`);
  for (const [what, token] of tokens) {
    const status = await statusOf(url, token);
    if (status !== 401) problems.push(`${what}: ${status}`);
  }
  return [...problems, ...service.keys.fetches.filter((path) => path !== '/').map((path) => `asked ${path}`)];
}

function withWrongClaims(mint: Mint): Promise<[string, string][]> {
  return Promise.all(
    Object.entries(CHANGES).map(async ([what, change]): Promise<[string, string]> => {
      const payload = { ...mint.payload, ...change } as Partial<InternalTokenClaims>;
      return [what, await genuine({ ...mint, payload: { ...payload } })];
    }),
  );
}

function readablePath(document: OpenApiDocument): string {
  const route = operationsOf(document).find(
    ({ method, parameters, permission, isStream }) =>
      method === 'GET' && parameters.length === 1 && !isStream && permission.includes('.'),
  );
  if (!route) throw new Error('No route of the document reads from an organization alone.');
  return route.path;
}

async function statusOf(url: string, token: string): Promise<number> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  await answer.arrayBuffer();
  return answer.status;
}
