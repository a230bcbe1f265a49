import {
  deploymentsDeploymentFinishedV1,
  type EventData,
  identityProjectChangedV1,
  pipelinesDeployRequestedV1,
} from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { BlobStore, type PlatformConfig } from '@throughline/platform';
import { eventually, memberClaims, startTestService, type TestService } from '@throughline/testing';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import request from 'supertest';
import { AppModule } from '../src/app.module.js';
import { manifest } from '../src/manifest.js';
import { HostFolder } from '../src/provider/local-host/host-folder.js';
import { stopApp } from '../src/provider/local-host/app-stopper.js';
import { runningApps } from '../src/provider/local-host/run-records.js';
import type { ObservedApp } from '../src/provider/provider.js';

type DeployRequest = EventData<typeof pipelinesDeployRequestedV1>;
type Finished = EventData<typeof deploymentsDeploymentFinishedV1>;

export const COMMIT = {
  sha: '9f3c1a2b4d5e6f708192a3b4c5d6e7f809182736',
  branch: 'main',
  message: 'fix: greet by name',
  authorName: 'Ada Lovelace',
  authorEmail: 'ada@example.org',
  authoredAt: '2026-11-20T10:00:00Z',
};
export const ADA = { userId: newId(), name: 'Ada Lovelace' };

/** One environment of the world, with its host. */
export interface Place {
  id: string;
  slug: string;
  hostId: string;
  folder: HostFolder;
}

/** An organization with a service and two environments on local hosts, and the means to use them. */
export class DeploymentsWorld {
  readonly orgId = newId();
  readonly projectId = newId();
  serviceId = '';
  readonly places = new Map<string, Place>();

  private constructor(
    readonly service: TestService,
    readonly hostRoot: string,
  ) {}

  /** `settings` go to the environment of the process before the service reads its configuration. */
  static async start(config: Partial<PlatformConfig>, settings: Record<string, string>): Promise<DeploymentsWorld> {
    const hostRoot = join(settings['HOSTS_BELOW'] ?? '', `hosts-${newId()}`);
    await mkdir(hostRoot, { recursive: true });
    Object.assign(process.env, settings, { LOCAL_HOST_ROOT: hostRoot });
    const world = new DeploymentsWorld(await startTestService(AppModule, manifest, config), hostRoot);
    await world.service.deliver(identityProjectChangedV1, world.orgId, {
      projectId: world.projectId,
      slug: 'shop',
      name: 'Shop',
      archived: false,
    });
    return world;
  }

  /** Makes service `hello`, environments `staging` and `production`, and a host in each. */
  async furnish(): Promise<void> {
    const run = { command: ['node', 'server.mjs'], healthPath: '/healthz' };
    this.serviceId = await this.make('services', { projectId: this.projectId, name: 'Hello', run });
    for (const [position, slug] of ['staging', 'production'].entries()) {
      const id = await this.make('environments', { name: slug, class: slug, position });
      const hostId = await this.make('hosts', { environmentId: id, name: `${slug}-1`, kind: 'local_host' });
      this.places.set(slug, { id, slug, hostId, folder: new HostFolder(join(this.hostRoot, hostId)) });
    }
  }

  private async make(path: string, body: object): Promise<string> {
    const answer = await this.post(path, body);
    if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body.id;
  }

  place(slug: 'staging' | 'production'): Place {
    const place = this.places.get(slug);
    if (!place) throw new Error(`no environment ${slug}`);
    return place;
  }

  async post(
    path: string,
    body: object,
    role: Parameters<typeof memberClaims>[1] = 'owner',
  ): Promise<request.Response> {
    return request(this.service.url)
      .post(`/api/v1/orgs/${this.orgId}/${path}`)
      .set('authorization', await this.service.bearer(memberClaims(this.orgId, role)))
      .send(body);
  }

  async put(path: string, body: object): Promise<request.Response> {
    return request(this.service.url)
      .put(`/api/v1/orgs/${this.orgId}/${path}`)
      .set('authorization', await this.service.bearer(memberClaims(this.orgId, 'owner')))
      .send(body);
  }

  async change(path: string, body: object): Promise<request.Response> {
    return request(this.service.url)
      .patch(`/api/v1/orgs/${this.orgId}/${path}`)
      .set('authorization', await this.service.bearer(memberClaims(this.orgId, 'owner')))
      .send(body);
  }

  async get(path: string): Promise<request.Response> {
    return request(this.service.url)
      .get(`/api/v1/orgs/${this.orgId}/${path}`)
      .set('authorization', await this.service.bearer(memberClaims(this.orgId, 'viewer')));
  }

  /** Asks as a pipeline does. Resolves to the request's id. */
  async requestDeploy(artifact: Buffer | null, over: Partial<DeployRequest> = {}): Promise<string> {
    const stored = artifact
      ? await this.service.app.get(BlobStore).put(this.orgId, Readable.from(artifact), 10_000_000)
      : null;
    const data: DeployRequest = {
      requestId: newId(),
      executionId: newId(),
      nodeId: newId(),
      nodeKey: 'deploy',
      kind: 'deploy',
      serviceSlug: 'hello',
      environmentSlug: 'staging',
      fromEnvironmentSlug: null,
      version: 'v1',
      artifact: stored ? { artifactId: newId(), ...stored, fileName: 'app.tgz' } : null,
      commit: COMMIT,
      requestedBy: ADA,
      ...over,
    };
    await this.service.deliver(pipelinesDeployRequestedV1, this.orgId, data);
    return data.requestId;
  }

  /** The answer to a request, once there is one. */
  finished(requestId: string, limitMs = 40_000): Promise<Finished> {
    return eventually(async () => {
      const found = (await this.service.events(deploymentsDeploymentFinishedV1)).find(
        (one) => one.requestId === requestId,
      );
      if (!found) throw new Error(`no answer to ${requestId}: ${await this.story()}`);
      return found;
    }, limitMs);
  }

  async deployed(artifact: Buffer | null, over: Partial<DeployRequest> = {}): Promise<Finished> {
    return this.finished(await this.requestDeploy(artifact, over));
  }

  /** Waits for a deployment to be in a state. */
  async reaches(id: string, status: string): Promise<void> {
    await eventually(async () => {
      const [row] = await this.service.db.query<{ status: string }>(
        'SELECT status FROM deployments.deployment WHERE id = $1',
        [id],
      );
      if (row?.status !== status) throw new Error(`${id} is ${row?.status}, not ${status}: ${await this.story()}`);
    }, 20_000);
  }

  apps(slug: 'staging' | 'production'): Promise<ObservedApp[]> {
    return runningApps(this.place(slug).folder);
  }

  async close(): Promise<void> {
    await this.service.close();
    for (const { folder } of this.places.values()) {
      for (const app of await runningApps(folder)) await stopApp(app);
    }
  }

  /** What the deployments' logs say, for the message of a test that failed. */
  async story(): Promise<string> {
    const rows = await this.service.db.query<{ text: string }>(
      'SELECT text FROM deployments.deployment_log ORDER BY id',
    );
    return rows.map((row) => row.text).join(' | ');
  }
}
