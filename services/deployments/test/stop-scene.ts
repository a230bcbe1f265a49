import { identityProjectChangedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { memberClaims, serviceScene, type StopScene, type TestService } from '@throughline/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUILT } from './built-service.js';
import { DeploymentsWorld } from './deployments-world.js';
import { packApp } from './sample-app.js';

const RUN = { command: ['node', 'server.mjs'], healthPath: '/healthz' };

/** Deployments, with some under way when the service is told to stop. */
export class DeploymentsStopScene {
  private constructor(
    private readonly world: DeploymentsWorld,
    private readonly directory: string,
    private readonly artifact: Buffer,
  ) {}

  static async start(): Promise<DeploymentsStopScene> {
    const directory = await mkdtemp(join(tmpdir(), 'throughline-'));
    const settings = { LAUNCHER_FILE: BUILT.launcher, HOSTS_BELOW: directory };
    const world = await DeploymentsWorld.start({ PROCESS_ROLE: 'http' }, settings);
    await world.furnish();
    return new DeploymentsStopScene(world, directory, await packApp('any'));
  }

  get service(): Pick<TestService, 'close'> {
    const close = async (): Promise<void> => {
      await this.world.close();
      await rm(this.directory, { recursive: true, force: true });
    };
    return { close };
  }

  async scene(): Promise<StopScene> {
    const { service, orgId, projectId } = this.world;
    const authorization = await service.bearer(memberClaims(orgId, 'owner'));
    const org = `/api/v1/orgs/${orgId}`;
    const common = serviceScene({
      service,
      name: 'deployments',
      entry: BUILT.main,
      env: { LOCAL_HOST_ROOT: this.world.hostRoot },
      event: identityProjectChangedV1,
      dataOf: (id) => ({ ...identityProjectChangedV1.example, projectId: id }),
    });
    return {
      ...common,
      streams: () => [{ path: `${org}/live/deployments`, headers: { authorization } }],
      read: () => ({ path: `${org}/services?limit=20`, headers: { authorization } }),
      command: () => {
        const mark = newId();
        const body = JSON.stringify({ projectId, name: mark, run: RUN });
        const headers = { authorization, 'content-type': 'application/json' };
        return { mark, request: { method: 'POST', path: `${org}/services`, headers, body } };
      },
      effects: async () => {
        const rows = await service.db.query<{ mark: string }>('SELECT name AS mark FROM deployments.service');
        return rows.map(({ mark }) => mark).filter((mark) => mark !== 'Hello');
      },
      addWork: async () => {
        await common.addWork();
        for (const version of ['one', 'two', 'three']) {
          await this.world.requestDeploy(this.artifact, { version: `${version}-${newId().slice(-6)}` });
        }
      },
      brokenWork: async () => [...(await common.brokenWork()), ...(await this.heldWork())],
    };
  }

  /** What is under way is given back, so that another worker takes it at once. */
  private async heldWork(): Promise<string[]> {
    const held = await this.world.service.db.query(
      'SELECT 1 FROM deployments.deployment_work WHERE lease_until > clock_timestamp()',
    );
    return held.length > 0 ? [`${held.length} deployments are still leased`] : [];
  }
}
