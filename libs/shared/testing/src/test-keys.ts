import {
  INTERNAL_TOKEN_ISSUER,
  INTERNAL_TOKEN_TYPE,
  type InternalTokenClaims,
  type Permission,
  type Role,
  ROLE_PERMISSIONS,
} from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Mint } from './tokens/forgeries.js';

export interface TestKeys {
  jwksUrl: string;
  /** A token that identity would issue; `header` and `claims` overwrite any part, for tests of bad ones. */
  token(audience: string, claims: Partial<InternalTokenClaims>, overrides?: TokenOverrides): Promise<string>;
  /** What such a token is made of, for tests that forge one. */
  mint(audience: string, claims: Partial<InternalTokenClaims>): Mint;
  /** The paths that were asked for, of the JWKS and of an attacker's address beside it. */
  fetches: string[];
  close(): Promise<void>;
}

export interface TokenOverrides {
  header?: Record<string, unknown>;
  payload?: Record<string, unknown>;
}

/** A key pair in identity's place, with its JWKS on loopback. */
export async function createTestKeys(): Promise<TestKeys> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: 'test', alg: 'EdDSA', use: 'sig' };
  const fetches: string[] = [];
  const server: Server = createServer((request, response) => {
    fetches.push(request.url ?? '');
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  const jwksUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const payloadOf = (audience: string, claims: Partial<InternalTokenClaims>) => ({
    ...defaults(),
    ...claims,
    iss: INTERNAL_TOKEN_ISSUER,
    aud: audience,
    ...expiry(),
  });
  return {
    jwksUrl,
    fetches,
    mint: (audience, claims) => ({
      ...{ privateKey, kid: 'test', publicJwk: jwk, attackersUrl: `${jwksUrl}attacker` },
      payload: { ...payloadOf(audience, claims) },
    }),
    token: (audience, claims, overrides = {}) =>
      new SignJWT({ ...payloadOf(audience, claims), ...overrides.payload })
        .setProtectedHeader({ alg: 'EdDSA', typ: INTERNAL_TOKEN_TYPE, kid: 'test', ...overrides.header })
        .sign(privateKey),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const expiry = (): { iat: number; exp: number } => {
  const now = Math.floor(Date.now() / 1_000);
  return { iat: now, exp: now + 60 };
};

const defaults = (): InternalTokenClaims & { sub: string } => ({
  sub: newId(),
  kind: 'user',
  name: 'Test Person',
  org_id: null,
  role: null,
  permissions: [],
  act: null,
  auth_epoch: 1,
  environment_grants: {},
  session_id: null,
  key_id: null,
  service_id: null,
  environment_id: null,
  read_only: false,
  platform_admin_until: null,
});

/** Claims of a member with a preset role. */
export function memberClaims(
  orgId: string,
  role: Role,
  userId = newId(),
  name = `A ${role}`,
): Partial<InternalTokenClaims> {
  return { sub: userId, name, org_id: orgId, role, permissions: [...ROLE_PERMISSIONS[role]] };
}

/** Claims of an ingest key. */
export function ingestKeyClaims(orgId: string, serviceId: string, environmentId: string): Partial<InternalTokenClaims> {
  const permissions: Permission[] = ['logs.ingest'];
  return {
    kind: 'api_key',
    name: 'ingest key',
    org_id: orgId,
    permissions,
    service_id: serviceId,
    environment_id: environmentId,
  };
}
