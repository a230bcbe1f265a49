import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type ExchangeRequest, exchangeRequest } from '@throughline/contracts';
import { testLogger } from '@throughline/testing';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { createGateway } from '../src/create-gateway.js';
import { type GatewayConfig, readGatewayConfig } from '../src/gateway.config.js';
import { bodyOf, json, startUpstream, type Upstream } from './loopback.js';

export const ORG_ID = '0199a8c2-5b1e-7c3a-9a54-2f0d7e6b1c11';
export const USER_ID = '0199a8c2-5b1e-7c3a-9a54-2f0d7e6b1c12';
const INTERNAL_SECRET = 'the-internal-secret-of-a-test';
const SERVICES = ['identity', 'pipelines', 'deployments', 'observability', 'billing'] as const;
type Name = (typeof SERVICES)[number];

export interface TestGateway {
  app: NestFastifyApplication;
  url: string;
  upstreams: Record<Name, Upstream>;
  /** The questions that identity was asked. */
  exchanges: ExchangeRequest[];
  /** Replaces identity's answer to an exchange: `[status, body]`. */
  onExchange(answer: (question: ExchangeRequest) => [number, unknown]): void;
  close(): Promise<void>;
}

const granted = ({ org, audience, credential }: ExchangeRequest): [number, unknown] => [
  200,
  {
    token: `internal-for-${audience}-of-${credential}`,
    orgId: org === null && credential !== 'ingest' ? null : ORG_ID,
    subject: USER_ID,
    cacheSeconds: 10,
  },
];

/** The gateway as production has it, in front of five loopback servers. */
export async function startTestGateway(env: Partial<Record<keyof GatewayConfig, string>> = {}): Promise<TestGateway> {
  const started = await Promise.all(SERVICES.map(async (name) => [name, await startUpstream()] as const));
  const upstreams = Object.fromEntries(started) as Record<Name, Upstream>;
  const exchanges: ExchangeRequest[] = [];
  let answer = granted;
  upstreams.identity.respond((request, response) => {
    void (async () => {
      const body = await bodyOf(request);
      if (request.url !== '/internal/exchange') {
        response.setHeader('set-cookie', ['a=1; HttpOnly', 'b=2']);
        const { cookie = null, authorization = null } = request.headers;
        return json(response, 200, { path: request.url, cookie, authorization });
      }
      if (request.headers.authorization !== `Bearer ${INTERNAL_SECRET}`) return json(response, 403, {});
      const question = exchangeRequest.parse(JSON.parse(body.toString()));
      exchanges.push(question);
      json(response, ...answer(question));
    })();
  });
  const urls = started.map(([name, { url }]) => [`${name.toUpperCase()}_URL`, url]);
  const config = readGatewayConfig({
    ...(Object.fromEntries(urls) as Record<string, string>),
    INTERNAL_SECRET,
    PUBLIC_URL: 'http://localhost:4400',
    OPENAPI_FILE: join(__dirname, '../openapi.json'),
    LOG_LEVEL: 'silent',
    GATEWAY_PORT: '0',
    ...env,
  });
  const app = await createGateway(config, testLogger('gateway', config.LOG_LEVEL));
  await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    app,
    url: (await app.getUrl()).replace(/\/$/, ''),
    upstreams,
    exchanges,
    onExchange: (next) => {
      answer = next;
    },
    close: async () => {
      await app.close();
      await Promise.all(started.map(([, upstream]) => upstream.close()));
    },
  };
}

/** What identity answers to who may. */
export function grantedTo(subject: string, keyId: string | null = null): [number, unknown] {
  return [200, { token: `internal of ${subject}`, orgId: ORG_ID, subject, keyId, cacheSeconds: 10 }];
}

/** A problem as identity writes it. */
export function problem(status: number, code: string): [number, unknown] {
  return [status, { type: 'about:blank', title: 'x', status, detail: 'no', instance: '/', code, traceId: 't' }];
}

/** A request exactly as given: no client in between tidies the path or the headers. */
export function raw(
  url: string,
  path: string,
  options: { method?: string; headers?: Record<string, string | string[]> } = {},
): Promise<{ status: number; headers: Record<string, unknown>; body: string }> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const request = httpRequest({ hostname, port, path, agent: false, ...options }, (response) => {
      bodyOf(response).then(
        (body) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: body.toString() }),
        reject,
      );
    });
    request.on('error', reject).end();
  });
}
