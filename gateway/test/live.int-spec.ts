import { eventually } from '@throughline/testing';
import type { ServerResponse } from 'node:http';
import { ORG_ID, problem, raw, startTestGateway, type TestGateway } from './test-gateway.js';

const SOURCES = ['pipelines', 'deployments', 'observability'] as const;
const LIVE = '/api/v1/orgs/acme/live';

describe('the live view', () => {
  let gateway: TestGateway;
  const open: Partial<Record<(typeof SOURCES)[number], ServerResponse>> = {};
  beforeAll(async () => {
    gateway = await startTestGateway();
    for (const name of SOURCES) {
      gateway.upstreams[name].respond((_request, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': open\n\n');
        open[name] = response;
        response.on('close', () => delete open[name]);
      });
    }
  });
  afterAll(() => gateway.close());

  const allOpen = (): Promise<void> => eventually(() => expect(Object.keys(open)).toHaveLength(3));

  it('joins the three streams, opens a broken one again, and leaves with the reader', async () => {
    const leave = new AbortController();
    const headers = { authorization: 'Bearer a' };
    const answer = await fetch(`${gateway.url}${LIVE}`, { headers, signal: leave.signal });
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    let text = '';
    const reading = (async () => {
      const decoder = new TextDecoder();
      for await (const chunk of answer.body ?? []) text += decoder.decode(chunk as Uint8Array, { stream: true });
    })().catch(() => undefined);
    await allOpen();
    for (const name of SOURCES) open[name]?.write(`data: {"resource":"of-${name}","id":"1"}\n\n`);
    await eventually(() => {
      for (const name of SOURCES) expect(text).toContain(`data: {"resource":"of-${name}","id":"1"}\n\n`);
    });
    open.deployments?.destroy();
    await eventually(() => expect(text).toContain('data: {"resource":"*","id":"deployments"}'));
    await allOpen();
    open.deployments?.write('data: {"resource":"again","id":"2"}\n\n');
    await eventually(() => expect(text).toContain('"again"'));
    leave.abort();
    await reading;
    await eventually(() => expect(Object.keys(open)).toEqual([]));
  });

  it('asks each service with a token of its own, by the organization’s id', () => {
    for (const name of SOURCES) {
      const seen = gateway.upstreams[name].seen[0];
      expect(seen?.url).toBe(`/api/v1/orgs/${ORG_ID}/live/${name}`);
      expect(seen?.headers.authorization).toBe(`Bearer internal-for-${name}-of-a`);
    }
  });

  it('refuses before it opens', async () => {
    expect((await raw(gateway.url, LIVE)).status).toBe(401);
    expect((await raw(gateway.url, LIVE, { method: 'POST', headers: { authorization: 'Bearer a' } })).status).toBe(404);
    gateway.onExchange(() => problem(404, 'not_found'));
    const answer = await raw(gateway.url, LIVE, { headers: { authorization: 'Bearer of-nobody' } });
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });
});
