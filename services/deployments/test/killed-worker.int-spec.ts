import { deploymentsDeploymentFinishedV1, deploymentsDeploymentStartedV1 } from '@throughline/contracts';
import { eventually } from '@throughline/testing';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopApp } from '../src/provider/local-host/app-stopper.js';
import { DeploymentsWorld } from './deployments-world.js';
import { packApp, packBrokenApp } from './sample-app.js';
import { WorkerProcess } from './worker-process.js';
import { BUILT } from './built-service.js';

/** Every place between two durable effects of a deployment. */
const FAULT_POINTS = [
  'deployment.before_start_commit',
  'deployment.after_start',
  'host.after_unpack',
  'host.after_launch',
  'deployment.before_verify',
  'deployment.after_verify',
  'host.after_switch',
  'deployment.before_live_commit',
  'deployment.after_live',
  'host.after_stop',
];

describe('a worker that is killed midway', () => {
  let directory: string;
  let world: DeploymentsWorld;
  let artifact: Buffer;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'throughline-'));
    artifact = await packApp('any');
    const settings = { LAUNCHER_FILE: BUILT.launcher, HOSTS_BELOW: directory };
    world = await DeploymentsWorld.start({ PROCESS_ROLE: 'http' }, settings);
    await world.furnish();
    const worker = WorkerProcess.start(world, BUILT.main);
    await world.deployed(artifact, { version: 'first' });
    await worker.stop();
  }, 60_000);
  afterAll(async () => {
    await world.close();
    await rm(directory, { recursive: true, force: true });
  });

  it.each(FAULT_POINTS)(
    'at %s is followed by another one, which ends the deployment: one app, one start, one end',
    async (point) => {
      const requestId = await world.requestDeploy(artifact, { version: point });
      const victim = WorkerProcess.start(world, BUILT.main, point);
      expect(await victim.ended()).toBe('SIGKILL');
      // Leases run on the database's clock: the time until this one ends is not waited for but taken away.
      await world.service.db.query('UPDATE deployments.deployment_work SET lease_until = clock_timestamp()');
      const worker = WorkerProcess.start(world, BUILT.main);
      try {
        const end = await world.finished(requestId);
        expect(end).toMatchObject({ outcome: 'live', message: null });
        await eventually(async () => {
          expect((await world.apps('staging')).map((app) => app.deploymentId)).toEqual([end.deploymentId]);
        }, 15_000);
        expect(await (await fetch(`${end.url}/`)).json()).toMatchObject({ deploymentId: end.deploymentId });
        const output = await readFile(world.place('staging').folder.output(end.deploymentId), 'utf8');
        expect(output.match(/"msg":"up"/g)).toHaveLength(1);
        const ofThis = (one: { requestId: string | null }): boolean => one.requestId === requestId;
        expect((await world.service.events(deploymentsDeploymentStartedV1)).filter(ofThis)).toHaveLength(1);
        expect((await world.service.events(deploymentsDeploymentFinishedV1)).filter(ofThis)).toHaveLength(1);
        expect(await world.service.db.query('SELECT 1 FROM deployments.deployment_work')).toEqual([]);
      } finally {
        await worker.kill();
      }
    },
    60_000,
  );

  it.each(['deployment.after_undo', 'deployment.before_failed_commit'])(
    'at %s fails the deployment with the last words of the app, and what ran before still runs',
    async (point) => {
      const before = await world.apps('staging');
      const requestId = await world.requestDeploy(await packBrokenApp(), { version: point });
      expect(await WorkerProcess.start(world, BUILT.main, point).ended()).toBe('SIGKILL');
      const end = await adopted(requestId);
      expect(end).toMatchObject({ outcome: 'failed', message: expect.stringContaining('no such table: greetings') });
      expect(await world.apps('staging')).toEqual(before);
    },
    60_000,
  );

  it('fails a deployment whose app died together with its worker', async () => {
    const before = await world.apps('staging');
    const requestId = await world.requestDeploy(artifact, { version: 'dead' });
    expect(await WorkerProcess.start(world, BUILT.main, 'host.after_launch').ended()).toBe('SIGKILL');
    const isNew = (app: { deploymentId: string }): boolean =>
      !before.some((old) => old.deploymentId === app.deploymentId);
    for (const app of (await world.apps('staging')).filter(isNew)) await stopApp(app);
    const end = await adopted(requestId);
    expect(end).toMatchObject({ outcome: 'failed', message: expect.stringContaining('ended before it was healthy') });
    expect(await world.apps('staging')).toEqual(before);
  }, 60_000);

  /** Lets another worker go on at once, and resolves to how the deployment ended. */
  async function adopted(requestId: string): ReturnType<DeploymentsWorld['finished']> {
    await world.service.db.query('UPDATE deployments.deployment_work SET lease_until = clock_timestamp()');
    const worker = WorkerProcess.start(world, BUILT.main);
    try {
      return await world.finished(requestId);
    } finally {
      await worker.kill();
    }
  }
});
