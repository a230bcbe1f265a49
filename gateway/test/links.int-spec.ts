import { eventually } from '@throughline/testing';
import { request as httpRequest, type ServerResponse } from 'node:http';
import { json } from './loopback.js';
import { startTestGateway, type TestGateway } from './test-gateway.js';

const LIMIT_MS = 400;
const MOST_FAILURES = 10;
const ORG = '/api/v1/orgs/acme';
const bearer = { authorization: 'Bearer a-token' };

describe('a service that does not answer', () => {
  let gateway: TestGateway;
  beforeEach(async () => {
    gateway = await startTestGateway({ ANSWER_LIMIT_MS: String(LIMIT_MS) });
  });
  afterEach(() => gateway.close());

  const billing = (): Promise<Response> => fetch(`${gateway.url}${ORG}/subscription`, { headers: bearer });
  const untilLimitIsOver = (start: number): Promise<void> =>
    eventually(() => expect(performance.now() - start).toBeGreaterThan(2 * LIMIT_MS));

  it('is waited for so long and no longer', async () => {
    let left = false;
    gateway.upstreams.billing.respond((_request, response) => void response.on('close', () => (left = true)));
    const answer = await billing();
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ code: 'upstream_unavailable' });
    await eventually(() => expect(left).toBe(true));
  });

  it('is not waited for while the caller itself still sends', async () => {
    gateway.upstreams.billing.respond((request, response) => request.resume().on('end', () => json(response, 200, {})));
    const headers = { ...bearer, 'content-type': 'application/json' };
    const start = performance.now();
    const status = new Promise((resolve) => {
      const sending = httpRequest(`${gateway.url}${ORG}/subscription`, { method: 'POST', headers }, (response) =>
        resolve(response.resume().statusCode),
      );
      sending.write('{');
      void untilLimitIsOver(start).then(() => sending.end('}'));
    });
    expect(await status).toBe(200);
  });

  it('is waited for where the route is a wait', async () => {
    let answer: (() => void) | undefined;
    gateway.upstreams.pipelines.respond((_request, response) => (answer = () => json(response, 200, {})));
    const start = performance.now();
    const acquired = fetch(`${gateway.url}/runner/v1/jobs/acquire`, { method: 'POST', headers: bearer });
    await eventually(() => expect(answer).toBeDefined());
    await untilLimitIsOver(start);
    answer?.();
    expect((await acquired).status).toBe(200);
  });

  describe('again and again', () => {
    const silent: ServerResponse[] = [];
    beforeEach(() => {
      gateway.upstreams.billing.respond((_request, response) => void silent.push(response));
      silent.length = 0;
    });

    it('is left alone, and asked again after a short rest', async () => {
      const statuses = await Promise.all(Array.from({ length: MOST_FAILURES }, async () => (await billing()).status));
      expect(new Set(statuses)).toEqual(new Set([503]));
      const asked = silent.length;
      expect((await billing()).status).toBe(503);
      expect(silent).toHaveLength(asked); // nobody asked it
      expect((await fetch(`${gateway.url}${ORG}/executions`, { headers: bearer })).status).toBe(200);
      gateway.upstreams.billing.respond((_request, response) => json(response, 200, {}));
      await eventually(async () => expect((await billing()).status).toBe(200));
      expect((await billing()).status).toBe(200);
    });

    it('is not blamed for callers who leave', async () => {
      for (let n = 0; n < MOST_FAILURES; n++) {
        const headers = { ...bearer, 'content-length': 100, 'content-type': 'application/json' };
        const sending = httpRequest(`${gateway.url}${ORG}/subscription`, { method: 'POST', headers });
        sending.on('error', () => undefined).write('half');
        await eventually(() => expect(silent).toHaveLength(n + 1));
        sending.destroy();
        await eventually(() => expect(silent[n]?.destroyed).toBe(true));
      }
      gateway.upstreams.billing.respond((_request, response) => json(response, 200, {}));
      expect((await billing()).status).toBe(200);
    });
  });
});
