import { execFileSync } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { processTable } from '../../tools/supervisor/processes.ts';
import type { BenchContext } from '../bench-context.ts';
import { migrate, prepareInstallation, startProcess } from '../processes/installation.ts';
import { Killable } from '../processes/killable.ts';
import { InternalTokens } from './internal-tokens.ts';
import { pipelineOf, type Shape } from './workload.ts';

const SERVICE = 'pipelines';
/** Steps count their starts in a folder that they would not see in a sandbox. */
const RUNNER = { RUNNER_CONCURRENCY: '4', RUNNER_SANDBOX: 'none' };
const FIRST_RUN_MS = 60_000;

export interface PipelinesStack {
  url: string;
  orgId: string;
  db: pg.Client;
  redisUrl: string;
  /** To the server of the installation, as a superuser: peers have databases of their own there. */
  clusterUrl: string;
  token: () => Promise<string>;
  /** The service, PostgreSQL and Redis. */
  roots: number[];
  postgresPid: number;
  redisPid: number;
  service: Killable;
  /** Where it was asked for. */
  runner: Killable | undefined;
  /** For each shape an execution that has ended: what is run again. */
  seeds: ReadonlyMap<string, string>;
}

export interface StackOptions {
  /** With a runner, for shapes that have steps. */
  withRunner?: boolean;
}

/** Starts the real service with its database and queues, connects a repository and runs every shape once. */
export async function startPipelines(
  context: BenchContext,
  shapes: readonly Shape[],
  { withRunner = false }: StackOptions = {},
): Promise<PipelinesStack> {
  const { workspace, stops } = context;
  const { installation, redis, clusterUrl } = await prepareInstallation(context, { appendOnly: true });
  await migrate(context, installation, [SERVICE]);
  const tokens = await InternalTokens.start();
  stops.push(() => tokens.stop());
  const git = workspace.folder('git');
  const start = (name: string, env: Record<string, string>): Promise<Killable> => {
    const spec = processTable(installation).find((of) => of.name === name);
    if (!spec) throw new Error(`there is no process ${name}`);
    return Killable.of(() => startProcess({ ...spec, env: { ...spec.env, ...env } }, [], context));
  };
  const url = `http://127.0.0.1:${installation.ports.pipelines}`;
  const service = await start(SERVICE, { JWKS_URL: tokens.url, GIT_LOCAL_ROOTS: git });
  const runner = withRunner ? await start('runner', { GATEWAY_URL: url, ...RUNNER }) : undefined;
  const db = new pg.Client({ connectionString: installation.databaseUrl });
  await db.connect();
  stops.push(() => db.end());
  const postgresPid = await postmasterOf(db);
  const orgId = randomUUID();
  const client = new Client(url, orgId, () => tokens.mint(SERVICE, orgId));
  return {
    ...{ service, runner, url, orgId, db, clusterUrl, redisUrl: redis.url, redisPid: redis.pid, postgresPid },
    token: () => tokens.mint(SERVICE, orgId),
    roots: [service.pid, redis.pid, postgresPid],
    seeds: await seed({ client, db, git, shapes }),
  };
}

async function postmasterOf(db: pg.Client): Promise<number> {
  const { rows } = await db.query<{ line: string }>(`SELECT pg_read_file('postmaster.pid', 0, 32) AS line`);
  return Number(rows[0]?.line.split('\n')[0]);
}

class Client {
  readonly url: string;
  readonly orgId: string;
  readonly #token: () => Promise<string>;

  constructor(url: string, orgId: string, token: () => Promise<string>) {
    this.url = url;
    this.orgId = orgId;
    this.#token = token;
  }

  async post<T>(path: string, body: object): Promise<T> {
    const headers = { authorization: `Bearer ${await this.#token()}`, 'content-type': 'application/json' };
    const request = { method: 'POST', headers, body: JSON.stringify(body) };
    const answer = await fetch(`${this.url}/api/v1/orgs/${this.orgId}${path}`, request);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  async push(repository: { id: string; secret: string }, branch: string, after: string): Promise<void> {
    const body = JSON.stringify({ ref: `refs/heads/${branch}`, after });
    const signature = createHmac('sha256', repository.secret).update(body).digest('hex');
    const headers = {
      ...{ 'content-type': 'application/json', 'x-github-event': 'push', 'x-github-delivery': randomUUID() },
      'x-hub-signature-256': `sha256=${signature}`,
    };
    const answer = await fetch(`${this.url}/hooks/github/${repository.id}`, { method: 'POST', headers, body });
    if (!answer.ok) throw new Error(`push: ${answer.status} ${await answer.text()}`);
  }
}

interface Seeding {
  client: Client;
  db: pg.Client;
  git: string;
  shapes: readonly Shape[];
}

async function seed({ client, db, git, shapes }: Seeding): Promise<Map<string, string>> {
  const projectId = randomUUID();
  await db.query(
    `INSERT INTO pipelines.project (org_id, id, slug, name, archived, version) VALUES ($1, $2, 'bench', 'Bench', false, 1)`,
    [client.orgId, projectId],
  );
  const { url, commit } = makeRepository(git);
  const made = await client.post<{ repository: { id: string }; webhookSecret: string }>('/repositories', {
    ...{ projectId, name: 'bench', cloneUrl: url },
  });
  const repository = { id: made.repository.id, secret: made.webhookSecret };
  await client.post(`/repositories/${repository.id}/branch-rules`, { pattern: '*', deployable: false });
  const seeds = new Map<string, string>();
  for (const shape of shapes) {
    await client.push(repository, shape.id, commit(shape.id, pipelineOf(shape)));
    seeds.set(shape.id, await ended(db, shape.id));
  }
  return seeds;
}

/** A bare repository, and a way to put a pipeline file on a branch of it. */
function makeRepository(folder: string): { url: string; commit: (branch: string, pipeline: string) => string } {
  const [bare, clone] = [join(folder, 'bench.git'), join(folder, 'clone')];
  const person = { GIT_AUTHOR_NAME: 'Bench', GIT_AUTHOR_EMAIL: 'bench@example.org' };
  const committer = { GIT_COMMITTER_NAME: 'Bench', GIT_COMMITTER_EMAIL: 'bench@example.org' };
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', ...person, ...committer };
  const git = (cwd: string, ...argv: string[]): string =>
    execFileSync('git', argv, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  git(folder, 'init', '--quiet', '--bare', '--initial-branch=main', bare);
  git(folder, 'clone', '--quiet', bare, clone);
  return {
    url: `file://${bare}`,
    commit: (branch, pipeline) => {
      git(clone, 'checkout', '--quiet', '-B', branch);
      mkdirSync(join(clone, '.throughline'), { recursive: true });
      writeFileSync(join(clone, '.throughline/pipeline.yml'), pipeline);
      git(clone, 'add', '--all');
      git(clone, 'commit', '--quiet', '-m', branch);
      git(clone, 'push', '--quiet', 'origin', branch);
      return git(clone, 'rev-parse', 'HEAD').trim();
    },
  };
}

async function ended(db: pg.Client, branch: string): Promise<string> {
  const deadline = performance.now() + FIRST_RUN_MS;
  for (;;) {
    const { rows } = await db.query<{ id: string; status: string; reason: string | null }>(
      `SELECT id, status, reason FROM pipelines.execution WHERE commit->>'branch' = $1 AND finished_at IS NOT NULL`,
      [branch],
    );
    const [row] = rows;
    if (row?.status === 'succeeded') return row.id;
    if (row || performance.now() > deadline) throw new Error(`the first run of ${branch}: ${row?.reason ?? 'no end'}`);
    await new Promise((next) => setTimeout(next, 50));
  }
}
