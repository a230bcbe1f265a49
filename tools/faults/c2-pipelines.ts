import { newId } from '@throughline/kernel';
import type { PlatformConfig } from '@throughline/platform';
import {
  createTestDatabase,
  createTestKeys,
  eventually,
  memberClaims,
  type ServiceProcess,
  spawnService,
  type TestDatabase,
  testConfig,
  type TestKeys,
} from '@throughline/testing';
import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { manifest } from '../../services/pipelines/src/manifest.ts';
import { type Door, openDoor } from './c2-door.ts';
import { GitServer } from './c2-git-server.ts';
import { killAllIn, type Machine } from './n2-machine.ts';

const ROOT = resolve(__dirname, '../..');
const REGISTRATION_TOKEN = 'faults-registration-token';
/** For an answer, so that a service that hangs is seen as one. */
const ANSWER_MS = 30_000;

export interface NodeEnd {
  key: string;
  status: string;
  attempt: number;
}

/** The pipelines service and a runner as processes that can be killed, and a repository for both. */
export class Pipelines {
  private readonly git = new GitServer();
  private readonly orgId = newId();
  private readonly userId = newId();
  private repository = { id: '', secret: '' };
  private runner: ChildProcess | undefined;
  private service: ServiceProcess | undefined;
  private door: Door | undefined;
  private readonly keys: TestKeys;
  private readonly settings: Partial<PlatformConfig>;
  readonly db: TestDatabase;

  private constructor(db: TestDatabase, keys: TestKeys, settings: Partial<PlatformConfig>) {
    this.db = db;
    this.keys = keys;
    this.settings = settings;
  }

  static async start(settings: Partial<PlatformConfig> = {}): Promise<Pipelines> {
    const [db, keys] = await Promise.all([createTestDatabase(manifest), createTestKeys()]);
    const world = new Pipelines(db, keys, settings);
    await world.startService();
    world.door = await openDoor(() => world.url);
    world.startRunner();
    await world.connect();
    return world;
  }

  /** Below this there is room for what the steps leave. */
  get folder(): string {
    return this.git.root;
  }

  private get url(): string {
    return this.service?.url ?? '';
  }

  async startService(): Promise<void> {
    const config: Partial<PlatformConfig> = {
      ...testConfig(this.db, this.keys, join(this.folder, 'service')),
      PROCESS_ROLE: 'all',
      ...this.settings,
    };
    this.service = await spawnService(join(ROOT, 'services/pipelines/dist/main.js'), config, {
      GIT_LOCAL_ROOTS: this.folder,
      RUNNER_REGISTRATION_TOKEN: REGISTRATION_TOKEN,
    });
  }

  async killService(): Promise<void> {
    await this.service?.kill();
  }

  private get runnerFolder(): string {
    return join(this.folder, 'runner');
  }

  /** Cuts the runner off from the service for a moment; how many connections that were. */
  cutRunner(): number {
    return this.door?.cut() ?? 0;
  }

  /** @param machine a machine that has just started, as the runner sees it; this one without it */
  startRunner(machine?: Machine): void {
    const workDir = this.runnerFolder;
    mkdirSync(workDir, { recursive: true });
    const env = {
      PATH: '/usr/local/bin:/usr/bin:/bin',
      GATEWAY_URL: this.door?.url ?? '',
      RUNNER_REGISTRATION_TOKEN: REGISTRATION_TOKEN,
      RUNNER_NAME: 'faults',
      RUNNER_WORK_DIR: workDir,
      RUNNER_CONCURRENCY: '4',
      RUNNER_SANDBOX: 'none', // steps count their starts in a folder that they would not see
      LOG_LEVEL: 'silent',
    };
    const stdio = ['ignore', 'ignore', 'inherit'] as const;
    const argv = [process.execPath, join(ROOT, 'runner/dist/main.js')];
    const [command = '', ...more] = machine ? machine.commandOf(argv) : argv;
    this.runner = spawn(command, more, { env, stdio: [...stdio] });
  }

  /** kill -9 of the runner alone: what it has started goes on. */
  async killRunner(): Promise<void> {
    const { runner } = this;
    const ended = new Promise((resolve) => runner?.once('exit', resolve));
    if (runner?.kill('SIGKILL')) await ended;
  }

  /** As a machine does that goes down: kill -9 of the runner and of everything that it has started. */
  async killMachine(): Promise<void> {
    await this.killRunner();
    killAllIn(this.runnerFolder);
  }

  private async connect(): Promise<void> {
    const projectId = newId();
    await this.db.query(
      `INSERT INTO pipelines.project (org_id, id, slug, name, archived, version) VALUES ($1, $2, 'p', 'P', false, 1)`,
      [this.orgId, projectId],
    );
    const body = { projectId, name: 'hello', cloneUrl: this.git.url };
    const made = await this.call<{ repository: { id: string }; webhookSecret: string }>('/repositories', body);
    this.repository = { id: made.repository.id, secret: made.webhookSecret };
    await this.call(`/repositories/${this.repository.id}/branch-rules`, { pattern: 'main', deployable: true });
  }

  /** Pushes the pipeline; resolves to the id of the execution that comes of it. */
  async run(pipeline: string): Promise<string> {
    const sha = this.git.push(pipeline);
    const body = JSON.stringify({ ref: 'refs/heads/main', after: sha });
    const headers = {
      'content-type': 'application/json',
      'x-github-event': 'push',
      'x-github-delivery': newId(),
      'x-hub-signature-256': `sha256=${createHmac('sha256', this.repository.secret).update(body).digest('hex')}`,
    };
    const answer = await fetch(`${this.url}/hooks/github/${this.repository.id}`, { method: 'POST', headers, body });
    if (answer.status !== 202) throw new Error(`${answer.status} ${await answer.text()}`);
    return eventually(async () => {
      const { items } = await this.call<{ items: { id: string; commit: { sha: string } }[] }>('/executions?limit=200');
      const execution = items.find(({ commit }) => commit.sha === sha);
      if (!execution) throw new Error('no execution yet');
      return execution.id;
    });
  }

  /** Runs an execution again, once for each key however often it is asked; resolves to the id of the new one. */
  async replay(executionId: string, key: string): Promise<string> {
    const { id } = await this.call<{ id: string }>(`/executions/${executionId}/replay`, {}, { 'idempotency-key': key });
    return id;
  }

  async nodes(executionId: string): Promise<NodeEnd[]> {
    return (await this.call<{ nodes: NodeEnd[] }>(`/executions/${executionId}`)).nodes;
  }

  /** The texts of the node's log, of its standard output. */
  async log(executionId: string, key: string): Promise<string[]> {
    const path = `/executions/${executionId}/nodes/${key}/log?limit=5000`;
    const { lines } = await this.call<{ lines: { stream: string; text: string }[] }>(path);
    return lines.filter(({ stream }) => stream === 'stdout').map(({ text }) => text);
  }

  private async call<T>(path: string, body?: object, more: Record<string, string> = {}): Promise<T> {
    const token = await this.keys.token('pipelines', memberClaims(this.orgId, 'admin', this.userId));
    const answer = await fetch(`${this.url}/api/v1/orgs/${this.orgId}${path}`, {
      headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }), ...more },
      signal: AbortSignal.timeout(ANSWER_MS),
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${answer.status} ${text}`);
    return JSON.parse(text) as T;
  }

  async close(): Promise<void> {
    await this.killMachine();
    await this.killService();
    await this.door?.close();
    await Promise.all([this.db.drop(), this.keys.close()]);
    this.git.remove();
  }
}
