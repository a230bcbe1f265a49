import { INTERNAL_TOKEN_ISSUER } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { forgeries, genuine, type Mint, type TestService } from '@throughline/testing';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SigningKeys } from '../src/keys/signing-keys.js';
import { exchange, send, signUp, startIdentity } from './identity-world.js';

const timesFromNow = () => {
  const now = Math.floor(Date.now() / 1_000);
  return { iat: now, exp: now + 60 };
};

interface Jwks {
  url: string;
  server: Server;
  fetches: string[];
}

/** Serves the keys at `/`; every other address is the attacker's. */
async function serveJwks(jwk: JWK): Promise<Jwks> {
  const fetches: string[] = [];
  const server = createServer((request, response) => {
    fetches.push(request.url ?? '');
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server, fetches };
}

/** A1 of the reliability page, at this service: no forged token gets through either of its doors. */
describe('forged tokens', () => {
  let service: TestService;
  let jwks: Jwks;
  let internal: Mint;
  let external: Mint;

  beforeAll(async () => {
    const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
    const publicJwk = { ...(await exportJWK(publicKey)), kid: 'ours', alg: 'EdDSA', use: 'sig' };
    jwks = await serveJwks(publicJwk);
    service = await startIdentity({ JWKS_URL: `${jwks.url}/` });
    const attackersUrl = `${jwks.url}/attacker`;
    const person = await signUp(service);
    internal = { privateKey, kid: 'ours', publicJwk, attackersUrl, payload: internalPayload(person.userId) };
    const ours = service.app.get(SigningKeys).current();
    const sessions = await service.db.query<{ id: string }>('SELECT id FROM identity.session WHERE user_id = $1', [
      person.userId,
    ]);
    const claims = {
      sub: person.userId,
      sid: sessions[0]?.id,
      iss: INTERNAL_TOKEN_ISSUER,
      aud: 'gateway',
      ...timesFromNow(),
    };
    external = { ...ours, attackersUrl, payload: claims };
  });
  afterAll(async () => {
    await service.close();
    await new Promise((resolve) => jwks.server.close(resolve));
  });

  const internalPayload = (sub: string) => ({
    ...{ sub, kind: 'user', name: 'Ada', org_id: null, role: null, permissions: [], act: null, auth_epoch: 1 },
    ...{ service_id: null, environment_id: null, iss: INTERNAL_TOKEN_ISSUER, aud: 'identity', ...timesFromNow() },
  });
  const atService = async (token: string): Promise<number> =>
    (await send(service, { path: '/api/v1/me', headers: { authorization: `Bearer ${token}` } })).status;
  const atExchange = async (credential: string): Promise<number> =>
    (await exchange(service, { credential, org: null, audience: 'identity' })).status;
  const letIn = async (door: (token: string) => Promise<number>, tokens: [string, string][]): Promise<string[]> => {
    const answers = await Promise.all(tokens.map(async ([what, token]) => [what, await door(token)] as const));
    return answers.filter(([, status]) => status !== 401).map(([what, status]) => `${what}: ${status}`);
  };

  it('opens both doors to a genuine token', async () => {
    expect(await atService(await genuine(internal))).toBe(200);
    expect(await atExchange(await genuine(external))).toBe(200);
  });

  it('refuses every forgery at a service route, and never asks an address in a token', async () => {
    const tokens = await forgeries(internal);
    const changes = {
      'no kind': { kind: undefined },
      'an org_id that is no id': { org_id: '*' },
      'permissions as text': { permissions: 'org.read' },
    };
    for (const [what, change] of Object.entries(changes)) {
      tokens.push([what, await genuine({ ...internal, payload: { ...internal.payload, ...change } })]);
    }
    tokens.push(['an access token of the browser', await genuine({ ...internal, payload: { ...external.payload } })]);
    expect(tokens.length).toBeGreaterThanOrEqual(45);
    expect(await letIn(atService, tokens)).toEqual([]);
    expect(jwks.fetches.filter((path) => path !== '/')).toEqual([]);
  });

  it('refuses every forgery at the exchange', async () => {
    const tokens = (await forgeries(external)).filter(([, token]) => token !== '');
    const later = { iat: timesFromNow().iat + 3_600, exp: timesFromNow().exp + 3_600 };
    const changes = {
      'no session': { sid: undefined },
      'an unknown session': { sid: newId() },
      'a session that is no id': { sid: '%' },
      'another person in the session': { sub: newId() },
      'issued in the future': later,
      'a life of a year': { iat: timesFromNow().iat - 3_600, exp: timesFromNow().exp + 31_536_000 },
      'an internal token': { aud: 'identity' },
      'two audiences': { aud: ['gateway', 'identity'] },
    };
    for (const [what, change] of Object.entries(changes)) {
      tokens.push([what, await genuine({ ...external, payload: { ...external.payload, ...change } })]);
    }
    expect(tokens.length).toBeGreaterThanOrEqual(45);
    expect(await letIn(atExchange, tokens)).toEqual([]);
  });

  it.each(['', 'Bearer', 'Bearer ', 'Basic YWRhOnB3', 'bearer', 'Token x', `Bearer ${'a'.repeat(8_000)}`])(
    'refuses the header %p',
    async (authorization) =>
      expect((await send(service, { path: '/api/v1/me', headers: { authorization } })).status).toBe(401),
  );

  it('refuses a forged token however it is sent besides', async () => {
    const token = await genuine(internal);
    const answers = await Promise.all([
      send(service, { path: `/api/v1/me?access_token=${token}` }),
      send(service, { path: '/api/v1/me', headers: { cookie: `token=${token}` } }),
      send(service, { path: '/api/v1/me', headers: { 'x-access-token': token, 'x-user-id': newId() } }),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual([401, 401, 401]);
  });
});
