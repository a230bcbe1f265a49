import { deploymentsDeploymentStartedV1 } from '@throughline/contracts';
import { eventually } from '@throughline/testing';
import { existsSync, realpathSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { DeploymentsWorld } from './deployments-world.js';
import { packApp, packBrokenApp } from './sample-app.js';
import { BUILT } from './built-service.js';

interface Received {
  authorization: string | undefined;
  lines: { level: string; message: string; meta?: Record<string, unknown> }[];
}

describe('deploying to a local host', () => {
  let directory: string;
  let ingest: Server;
  let world: DeploymentsWorld;
  const received: Received[] = [];

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'throughline-'));
    ingest = createServer((request, response) => {
      void text(request).then((body) => {
        received.push({ authorization: request.headers.authorization, lines: JSON.parse(body) });
        response.writeHead(202).end('{}');
      });
    });
    await new Promise<void>((resolve) => ingest.listen(0, '127.0.0.1', resolve));
    const settings = {
      LAUNCHER_FILE: BUILT.launcher,
      INGEST_URL: `http://127.0.0.1:${(ingest.address() as AddressInfo).port}/ingest/v1/logs`,
      HOSTS_BELOW: directory,
    };
    world = await DeploymentsWorld.start({ PROCESS_ROLE: 'all' }, settings);
    await world.furnish();
  }, 60_000);
  afterAll(async () => {
    await world.close();
    await new Promise((resolve) => ingest.close(resolve));
    await rm(directory, { recursive: true, force: true });
  });

  const answer = async (url: string | null): Promise<Record<string, unknown>> =>
    (await fetch(`${url}/`)).json() as Promise<Record<string, unknown>>;

  it('starts the app with its configuration, waits for its health and says where it is', async () => {
    const config = `services/${world.serviceId}/environments/${world.place('staging').id}/config`;
    const secrets = { SECRET_WORD: 'hush-hush', THROUGHLINE_INGEST_KEY: 'tlk_ingest' };
    expect((await world.put(config, { variables: { GREETING: 'hi' }, secrets })).status).toBe(200);
    const finished = await world.deployed(await packApp('one'), { version: 'v1' });
    expect(finished).toMatchObject({ outcome: 'live', version: 'v1', number: 1, previousDeploymentId: null });
    const seen = await answer(finished.url);
    expect(seen).toMatchObject({
      version: 'one',
      greeting: 'hi',
      secret: 'hush-hush',
      deploymentId: finished.deploymentId,
    });
    expect(seen['names']).toEqual([
      'DEPLOYMENT_ID',
      'GREETING',
      'HOME',
      'PATH',
      'PORT',
      'SECRET_WORD',
      'THROUGHLINE_INGEST_KEY',
    ]);
    expect((await world.service.events(deploymentsDeploymentStartedV1)).map((one) => one.number)).toEqual([1]);
  });

  it('sends the lines of the app to log ingest with its key', async () => {
    await eventually(() => {
      const lines = received.flatMap((one) => one.lines).map(({ level, message, meta }) => ({ level, message, meta }));
      expect(lines).toEqual(
        expect.arrayContaining([
          { level: 'warn', message: 'up', meta: { version: 'one' } },
          { level: 'info', message: 'plain line' },
          { level: 'error', message: 'to stderr' },
        ]),
      );
    });
    expect(new Set(received.map((one) => one.authorization))).toEqual(new Set(['Bearer tlk_ingest']));
  });

  it('moves on to the next release and stops the one before', async () => {
    const [before] = await world.apps('staging');
    const finished = await world.deployed(await packApp('two'), { version: 'v2' });
    expect(finished).toMatchObject({ outcome: 'live', previousDeploymentId: before?.deploymentId });
    expect(await answer(finished.url)).toMatchObject({ version: 'two' });
    await eventually(async () => {
      expect((await world.apps('staging')).map((app) => app.deploymentId)).toEqual([finished.deploymentId]);
    });
    const { folder } = world.place('staging');
    expect(realpathSync(folder.current('hello'))).toBe(realpathSync(folder.release(finished.deploymentId)));
    expect((await world.get(`deployments/${before?.deploymentId}`)).body.status).toBe('superseded');
  });

  it('keeps what runs when the next release breaks, and quotes it', async () => {
    const [before] = await world.apps('staging');
    const finished = await world.deployed(await packBrokenApp(), { version: 'v3' });
    expect(finished.outcome).toBe('failed');
    expect(finished.message).toContain('no such table: greetings');
    expect(await world.apps('staging')).toEqual([before]);
    const detail = (await world.get(`deployments/${finished.deploymentId}`)).body;
    expect(detail).toMatchObject({
      status: 'failed',
      url: null,
      targets: [{ hostName: 'staging-1', status: 'failed' }],
    });
    expect(existsSync(world.place('staging').folder.release(finished.deploymentId))).toBe(false);
    expect(await answer(`http://127.0.0.1:${before?.port}`)).toMatchObject({ version: 'two' });
  });

  it('refuses an artifact whose bytes are not the released ones', async () => {
    const digest = `sha256:${'ab'.repeat(32)}`;
    const artifact = { artifactId: world.projectId, digest, sizeBytes: 1, fileName: 'x.tgz' };
    expect(await world.deployed(null, { artifact })).toMatchObject({
      outcome: 'failed',
      message: expect.stringContaining('no longer stored'),
    });
  });

  it('starts an app again that died, at the address it had', async () => {
    const [before] = await world.apps('staging');
    await fetch(`http://127.0.0.1:${before?.port}/crash`).catch(() => undefined);
    await world.service.db.query('UPDATE deployments.host SET next_check_at = clock_timestamp()');
    await eventually(async () => {
      const [now] = await world.apps('staging');
      expect(now).toMatchObject({ deploymentId: before?.deploymentId, port: before?.port });
      expect(now?.pid).not.toBe(before?.pid);
      expect(await answer(`http://127.0.0.1:${now?.port}`)).toMatchObject({ version: 'two' });
    }, 20_000);
    await eventually(async () => expect(await world.story()).toContain('healthy again'));
    expect((await world.get(`hosts/${world.place('staging').hostId}`)).body.health).toBe('reachable');
  });
});
