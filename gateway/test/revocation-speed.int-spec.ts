import { INSTALLATION_ID } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { eventually } from '@throughline/testing';
import type { ServerResponse } from 'node:http';
import { openRevocations, type Revocations } from './revocations.js';
import { grantedTo, problem, raw, startTestGateway, type TestGateway } from './test-gateway.js';

const ORG = '/api/v1/orgs/acme';
/** One route of each service. */
const ROUTES = ['members', 'executions', 'deployments', 'incidents', 'subscription'].map((name) => `${ORG}/${name}`);
const STREAMS = [`${ORG}/live`, `${ORG}/executions/${newId()}/nodes/build/log/stream`, `${ORG}/logs/tail`];
const LIMIT_MS = 5_000;

describe('A4: authority that ends is denied within 5 s, by every service, open streams included', () => {
  let revocations: Revocations;
  let gateways: TestGateway[];
  beforeAll(async () => {
    revocations = await openRevocations();
    gateways = await Promise.all([1, 2].map(() => startTestGateway(revocations.urls)));
    for (const { upstreams } of gateways) {
      for (const name of ['pipelines', 'deployments', 'observability'] as const) {
        upstreams[name].respond((request, response) => {
          if (!/live|stream|tail/.test(request.url ?? '')) return void response.writeHead(200).end();
          openStream(response);
        });
      }
    }
  });
  afterAll(async () => {
    await Promise.all(gateways.map((gateway) => gateway.close()));
    await revocations.close();
  });

  const statuses = (credential: string): Promise<number[]> =>
    Promise.all(
      gateways.flatMap(({ url }) =>
        ROUTES.map(async (path) => {
          const { status } = await raw(url, path, { headers: { authorization: `Bearer ${credential}` } });
          return status;
        }),
      ),
    );

  it.each([
    ['a member is removed', 'tlk', 'authority', problem(404, 'not_found'), 404],
    [
      'a role is changed, and with it what may be done',
      'session',
      'authority',
      problem(403, 'permission_missing'),
      403,
    ],
    ['a key is revoked', 'tlk', 'key', problem(401, 'credential_invalid'), 401],
    ['a person is disabled', 'session', 'authority', problem(401, 'credential_invalid'), 401],
  ] as const)('%s', async (...[, kind, event, refusal, status]) => {
    const [subject, keyId] = [newId(), kind === 'tlk' ? newId() : null];
    const credential = `${kind}-${subject}`;
    let isRefused = false;
    for (const gateway of gateways) {
      gateway.onExchange(() => (isRefused ? refusal : grantedTo(subject, keyId)));
    }
    expect(new Set(await statuses(credential))).toEqual(new Set([200]));
    const streams = await Promise.all(
      gateways.flatMap(({ url }) => STREAMS.map((path) => open(url, path, credential))),
    );
    expect(streams.filter(({ ended }) => ended)).toEqual([]);

    const start = performance.now();
    isRefused = true;
    await (event === 'key' ? revocations.keyRevoked(keyId ?? '') : revocations.authorityChanged(subject));
    await eventually(async () => expect(new Set(await statuses(credential))).toEqual(new Set([status])), LIMIT_MS);
    await eventually(() => expect(streams.filter(({ ended }) => !ended)).toEqual([]), LIMIT_MS);
    expect(performance.now() - start).toBeLessThan(LIMIT_MS);
  });

  it('a person who is in no organization is disabled', async () => {
    const subject = newId();
    let isRefused = false;
    for (const gateway of gateways) {
      gateway.onExchange(() => {
        if (isRefused) return problem(401, 'credential_invalid');
        return [200, { token: 'internal', orgId: null, subject, keyId: null, cacheSeconds: 10 }];
      });
    }
    const mine = (): Promise<number[]> =>
      Promise.all(
        gateways.map(async ({ url }) => {
          const headers = { authorization: `Bearer session-${subject}` };
          return (await raw(url, '/api/v1/me', { headers })).status;
        }),
      );
    expect(await mine()).toEqual([200, 200]);
    const start = performance.now();
    isRefused = true;
    await revocations.authorityChanged(subject, INSTALLATION_ID);
    await eventually(async () => expect(await mine()).toEqual([401, 401]), LIMIT_MS);
    expect(performance.now() - start).toBeLessThan(LIMIT_MS);
  });

  it('lets the key’s holder and the holder’s other keys alone', async () => {
    const [subject, revoked, other] = [newId(), newId(), newId()];
    for (const gateway of gateways) {
      gateway.onExchange(({ credential }) => grantedTo(subject, credential === 'tlk-revoked' ? revoked : other));
    }
    await statuses('tlk-revoked');
    await statuses('tlk-other');
    const [first] = gateways;
    const stream = await open(first?.url ?? '', `${ORG}/live`, 'tlk-other');
    const asked = (credential: string): number =>
      gateways
        .flatMap(({ exchanges }) => exchanges)
        .filter(({ credential: asked, org }) => asked === credential && org === 'acme').length;
    const before = asked('tlk-other');
    await revocations.keyRevoked(revoked);
    const revokedBefore = asked('tlk-revoked');
    await eventually(async () => {
      await statuses('tlk-revoked');
      expect(asked('tlk-revoked')).toBeGreaterThan(revokedBefore);
    });
    await statuses('tlk-other');
    expect(asked('tlk-other')).toBe(before);
    expect(stream.ended).toBe(false);
    stream.leave();
  });
});

function openStream(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': open\n\n');
}

interface OpenStream {
  ended: boolean;
  leave(): void;
}

/** Opens a stream and waits for its first bytes. */
async function open(url: string, path: string, credential: string): Promise<OpenStream> {
  const leaving = new AbortController();
  const headers = { authorization: `Bearer ${credential}` };
  const answer = await fetch(`${url}${path}`, { headers, signal: leaving.signal });
  const reader = answer.body?.getReader();
  if (answer.status !== 200 || !reader) throw new Error(`${path}: ${answer.status}`);
  await reader.read();
  const stream: OpenStream = { ended: false, leave: () => leaving.abort() };
  void (async () => {
    while (!(await reader.read()).done);
  })()
    .catch(() => undefined)
    .finally(() => {
      stream.ended = true;
    });
  return stream;
}
