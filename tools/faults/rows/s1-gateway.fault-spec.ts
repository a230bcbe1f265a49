import type { OpenApiDocument, TestService } from '@throughline/testing';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { json } from '../../../gateway/test/loopback.js';
import { startTestGateway, type TestGateway } from '../../../gateway/test/test-gateway.js';
import {
  createOrganization,
  INTERNAL_SECRET,
  PASSWORD,
  sendAsPerson,
  signUp,
  startIdentity,
} from '../../../services/identity/test/identity-world.js';
import { judge } from './s1-judgement.ts';
import { Secrets } from './s1-secrets.ts';
import { startSurroundings, type Surroundings } from './s1-surroundings.ts';

jest.setTimeout(180_000);

const gatewayDocument = JSON.parse(
  readFileSync(join(__dirname, '../../../gateway/openapi.json'), 'utf8'),
) as OpenApiDocument;

describe('S1: secret leak scan', () => {
  let surroundings: Surroundings;
  let identity: TestService;
  let gateway: TestGateway;
  beforeAll(async () => {
    surroundings = await startSurroundings();
    identity = await startIdentity();
    gateway = await startTestGateway({ IDENTITY_URL: identity.url, INTERNAL_SECRET });
    // The stand-ins of the other services say nothing of what they were sent.
    for (const upstream of Object.values(gateway.upstreams))
      upstream.respond((request, response) => void request.resume().on('end', () => json(response, 200, {})));
  });
  afterAll(async () => {
    await gateway.close();
    await identity.close();
    await surroundings.close();
  });

  it('finds none of what comes to the door with credentials that are right', async () => {
    const secrets = new Secrets();
    secrets.know('the secret of the gateway', INTERNAL_SECRET);
    secrets.know('the password of a person', PASSWORD);
    const owner = await signUp(identity);
    const { id: orgId } = await createOrganization(identity, owner);
    secrets.know('a refresh token', owner.cookie.split('=').slice(1).join('='));
    const body = { name: 'laptop', scopes: ['org.read', 'audit.read'] };
    const made = await sendAsPerson(identity, owner, { method: 'post', path: '/api/v1/me/api-keys', body });
    const key = secrets.know('a personal key', made.body.secret);
    const session = await logIn(owner.email);
    secrets.know('the access token of a log-in at the door', session);
    await identity.relay();
    let calls = 0;
    // By turns with the key and the session, as a script and a browser do.
    const bearer = async () => `Bearer ${calls++ % 2 === 0 ? key : session}`;
    const { url } = gateway;
    const params = { userId: owner.userId, organizationId: orgId };
    const at = { url, bearer, orgId, params, db: identity.db, surroundings };
    await judge('gateway', secrets, { ...at, document: gatewayDocument });
  });

  async function logIn(email: string): Promise<string> {
    const answer = await fetch(`${gateway.url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: PASSWORD }),
    });
    expect(answer.status).toBe(200);
    return ((await answer.json()) as { accessToken: string }).accessToken;
  }
});
