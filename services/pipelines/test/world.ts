import {
  deploymentsEnvironmentChangedV1,
  deploymentsServiceChangedV1,
  identityMemberChangedV1,
  identityProjectChangedV1,
  type EnvironmentGrant,
  type Role,
} from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { eventually, memberClaims, startTestService, type TestService } from '@throughline/testing';
import { createHmac } from 'node:crypto';
import request from 'supertest';
import { AppModule } from '../src/app.module.js';
import { manifest } from '../src/manifest.js';
import { AUTHOR, TempRepository } from './temp-repository.js';
import { TestRunner } from './test-runner.js';

export const REGISTRATION_TOKEN = 'test-registration-token';
const NO_ROLE = { roleKey: null, permissions: [] };
type Response = Awaited<ReturnType<ReturnType<typeof request>['get']>>;

export interface Organization {
  id: string;
  projectId: string;
  /** The author of every commit of the test repository. */
  ada: string;
  bob: string;
  carol: string;
  /** Ids of its environments by slug. */
  environments: Record<'staging' | 'production', string>;
}

/** A repository whose webhook can be called: its id, and the secret that deliveries are signed with. */
export interface ConnectedRepository {
  id: string;
  secret: string;
}

interface HookCall {
  event?: string;
  deliveryId?: string;
  signature?: string | null;
  raw?: string;
}

/** The service with organizations, a git server and runners around it. */
export class World {
  readonly repository: TempRepository;

  private constructor(
    readonly service: TestService,
    repository: TempRepository,
  ) {
    this.repository = repository;
  }

  /** With role `http` nothing goes on by itself: for a test whose worker is another process. */
  static async start(PROCESS_ROLE: 'all' | 'http' = 'all'): Promise<World> {
    const repository = new TempRepository();
    process.env['GIT_LOCAL_ROOTS'] = repository.root;
    process.env['RUNNER_REGISTRATION_TOKEN'] = REGISTRATION_TOKEN;
    return new World(await startTestService(AppModule, manifest, { PROCESS_ROLE, LOG_LEVEL: 'error' }), repository);
  }

  async stop(): Promise<void> {
    await this.service.close();
    this.repository.remove();
  }

  /** An organization with a project, three members, a service and two environments, as events tell of them. */
  async organization(): Promise<Organization> {
    const [id, projectId, ada, bob, carol] = [newId(), newId(), newId(), newId(), newId()];
    const environments = { staging: newId(), production: newId() };
    const members = { [ada]: AUTHOR.email.toLowerCase(), [bob]: 'bob@example.org', [carol]: 'carol@example.org' };
    for (const [userId, email] of Object.entries(members)) {
      await this.service.deliver(identityMemberChangedV1, id, {
        userId,
        email,
        fullName: email,
        role: 'developer',
        ...NO_ROLE,
      });
    }
    await this.service.deliver(identityProjectChangedV1, id, { projectId, slug: 'p', name: 'P', archived: false });
    const serviceFacts = { serviceId: newId(), projectId, slug: 'hello-service', name: 'Hello' };
    await this.service.deliver(deploymentsServiceChangedV1, id, serviceFacts);
    for (const [position, slug] of (['staging', 'production'] as const).entries()) {
      const facts = { environmentId: environments[slug], slug, name: slug, class: slug, position, autoRollback: true };
      await this.service.deliver(deploymentsEnvironmentChangedV1, id, facts);
    }
    return { id, projectId, ada, bob, carol, environments };
  }

  async as(
    org: Organization,
    method: 'get' | 'post' | 'put' | 'patch' | 'delete',
    path: string,
    options: {
      role?: Role;
      user?: string;
      body?: object;
      key?: string;
      grants?: Record<string, EnvironmentGrant>;
    } = {},
  ): Promise<Response> {
    const claims = memberClaims(org.id, options.role ?? 'admin', options.user ?? org.bob);
    const authorization = await this.service.bearer({ ...claims, environment_grants: options.grants ?? {} });
    const client = request(this.service.url);
    const call = client[method](`/api/v1/orgs/${org.id}${path}`).set('authorization', authorization);
    if (options.key !== undefined) call.set('idempotency-key', options.key);
    return options.body ? call.send(options.body) : call;
  }

  /** A connected repository, by default with a deployable rule for main. */
  async connect(org: Organization, rule: object = { pattern: 'main', deployable: true }): Promise<ConnectedRepository> {
    const body = { projectId: org.projectId, name: 'hello', cloneUrl: this.repository.url };
    const created = await this.as(org, 'post', '/repositories', { body });
    if (created.status !== 201) throw new Error(JSON.stringify(created.body));
    const { repository, webhookSecret } = created.body as { repository: { id: string }; webhookSecret: string };
    await this.as(org, 'post', `/repositories/${repository.id}/branch-rules`, { body: rule });
    return { id: repository.id, secret: webhookSecret };
  }

  async hook(repository: ConnectedRepository, payload: object, call: HookCall = {}): Promise<Response> {
    const raw = call.raw ?? JSON.stringify(payload);
    const signature = call.signature === undefined ? sign(repository.secret, raw) : call.signature;
    const post = request(this.service.url)
      .post(`/hooks/github/${repository.id}`)
      .set('content-type', 'application/json')
      .set('x-github-event', call.event ?? 'push')
      .set('x-github-delivery', call.deliveryId ?? newId());
    if (signature !== null) post.set('x-hub-signature-256', signature);
    return post.send(raw);
  }

  /** Pushes, delivers the webhook and waits for the execution that comes of it. */
  async run(org: Organization, repository: ConnectedRepository, pipeline: string, branch = 'main'): Promise<string> {
    const sha = this.repository.push(branch, { '.throughline/pipeline.yml': pipeline, 'unique.txt': newId() });
    const answer = await this.hook(repository, { ref: `refs/heads/${branch}`, after: sha });
    if (answer.status !== 202) throw new Error(JSON.stringify(answer.body));
    return eventually(async () => {
      const { body } = await this.as(org, 'get', '/executions?limit=200');
      const execution = (body as { items: { id: string; commit: { sha: string } }[] }).items.find(
        (one) => one.commit.sha === sha,
      );
      if (!execution) throw new Error('no execution yet');
      return execution.id;
    });
  }

  runner(name = `runner-${newId().slice(-6)}`, labels?: string[]): Promise<TestRunner> {
    return TestRunner.register(this.service.url, REGISTRATION_TOKEN, name, labels);
  }

  async execution(
    org: Organization,
    id: string,
  ): Promise<{ execution: Record<string, unknown>; nodes: Record<string, unknown>[]; problems: unknown[] }> {
    return (await this.as(org, 'get', `/executions/${id}`)).body as never;
  }

  /** `key: status` of each node. */
  async statuses(org: Organization, id: string): Promise<Record<string, string>> {
    const { nodes } = await this.execution(org, id);
    return Object.fromEntries(nodes.map((node) => [node['key'], node['status']])) as Record<string, string>;
  }
}

export function sign(secret: string, raw: string): string {
  return `sha256=${createHmac('sha256', secret).update(raw).digest('hex')}`;
}
