import {
  INTERNAL_TOKEN_ISSUER,
  INTERNAL_TOKEN_SECONDS,
  INTERNAL_TOKEN_TYPE,
  ROLE_PERMISSIONS,
} from '@throughline/contracts';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

type PrivateKey = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];

/** In identity's place: the keys that services fetch, and tokens by them. */
export class InternalTokens {
  readonly #key: PrivateKey;
  readonly #server: Server;
  /** One person: who asks again with the same key has to be the same. */
  readonly #userId = randomUUID();

  private constructor(key: PrivateKey, server: Server) {
    this.#key = key;
    this.#server = server;
  }

  static async start(): Promise<InternalTokens> {
    const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
    const jwk = { ...(await exportJWK(publicKey)), kid: 'bench', alg: 'EdDSA', use: 'sig' };
    const server = createServer((_, response) =>
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] })),
    );
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return new InternalTokens(privateKey, server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  /** A token of an owner of the organization for one service, good for as long as any is: a minute. */
  mint(service: string, orgId: string): Promise<string> {
    const now = Math.floor(Date.now() / 1_000);
    const nobody = { session_id: null, key_id: null, service_id: null, environment_id: null, act: null };
    const claims = {
      ...{ kind: 'user', name: 'Bench', org_id: orgId, role: 'owner', permissions: [...ROLE_PERMISSIONS.owner] },
      ...{ ...nobody, auth_epoch: 1, environment_grants: {}, read_only: false, platform_admin_until: null },
    };
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'EdDSA', typ: INTERNAL_TOKEN_TYPE, kid: 'bench' })
      .setSubject(this.#userId)
      .setIssuer(INTERNAL_TOKEN_ISSUER)
      .setAudience(service)
      .setIssuedAt(now)
      .setExpirationTime(now + INTERNAL_TOKEN_SECONDS)
      .sign(this.#key);
  }

  stop(): Promise<void> {
    return new Promise((done) => this.#server.close(() => done()));
  }
}
