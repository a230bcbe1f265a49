import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { raw, startTestGateway, type TestGateway } from './test-gateway.js';

const PAGE = '<!doctype html><title>Throughline</title>';
const SCRIPT = 'export {};';
const navigation = { accept: 'text/html,application/xhtml+xml', 'sec-fetch-mode': 'navigate' };

describe('the web app behind the gateway', () => {
  let gateway: TestGateway;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'web app-'));
    await mkdir(join(folder, 'assets'));
    await writeFile(join(folder, 'index.html'), PAGE);
    await writeFile(join(folder, 'assets/index-abc123.js'), SCRIPT);
    await writeFile(join(folder, 'assets/index-abc123.js.br'), brotliCompressSync(SCRIPT));
    await writeFile(join(folder, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    gateway = await startTestGateway({ WEB_DIR: folder, PUBLIC_URL: 'https://app.example' });
  });
  afterAll(async () => {
    await gateway.close();
    await rm(folder, { recursive: true, force: true });
  });

  it.each(['/', '/acme', '/acme/executions/7', '/acme/releases/1.2.3', '/acme/runs/a%20b', '/index.html'])(
    'answers a navigation to %s with the page, under a strict policy',
    async (path) => {
      const answer = await raw(gateway.url, path, { headers: navigation });
      expect(answer).toMatchObject({ status: 200, body: PAGE });
      const always = { 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' };
      const ofPages = { 'permissions-policy': expect.any(String), 'referrer-policy': expect.any(String) };
      expect(answer.headers).toMatchObject({ ...always, ...ofPages });
      const policy = String(answer.headers['content-security-policy']);
      expect(policy).not.toContain('unsafe');
      for (const rule of [`script-src 'self'`, `frame-ancestors 'none'`, `base-uri 'none'`, `object-src 'none'`]) {
        expect(policy).toContain(rule);
      }
      expect(answer.headers['strict-transport-security']).toContain('max-age=');
    },
  );

  it('serves hashed files for ever and compressed, others with a question', async () => {
    const script = await raw(gateway.url, '/assets/index-abc123.js', { headers: { 'accept-encoding': 'br' } });
    expect(script.headers).toMatchObject({
      'content-encoding': 'br',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': expect.stringContaining('javascript'),
    });
    expect((await raw(gateway.url, '/assets/index-abc123.js')).body).toBe(SCRIPT);
    const icon = await raw(gateway.url, '/favicon.svg');
    expect(icon.headers).toMatchObject({ 'cache-control': 'no-cache', 'content-type': 'image/svg+xml' });
  });

  it.each([
    ['a fetch of an unknown address', '/acme', { accept: '*/*' }],
    ['a script that asks for a page', '/acme', { accept: 'text/html', 'sec-fetch-mode': 'cors' }],
    ['a hashed file that is gone', '/assets/index-old.js', navigation],
    ['an unknown API address', '/api/v1/unheard-of', navigation],
    ['an API address in capitals', '/API/v1/me', navigation],
    ['a folder', '/assets', { accept: '*/*' }],
    ['a step up', '/assets/../../secret', navigation],
  ])('answers %s with 404', async (_what, path, headers) => {
    const answer = await raw(gateway.url, path, { headers });
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  it('takes no other method', async () => {
    expect((await raw(gateway.url, '/acme', { method: 'POST', headers: navigation })).status).toBe(404);
  });

  it('serves the API document and its own probes, and no metrics', async () => {
    const document = await raw(gateway.url, '/api/openapi.json');
    expect(JSON.parse(document.body)).toMatchObject({ openapi: '3.1.0' });
    expect((await raw(gateway.url, '/livez')).status).toBe(200);
    expect((await raw(gateway.url, '/readyz')).status).toBe(200);
    expect((await raw(gateway.url, '/metrics')).status).toBe(404);
  });
});
