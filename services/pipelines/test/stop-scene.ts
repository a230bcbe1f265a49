import { deploymentsServiceChangedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { type LoadRequest, memberClaims, serviceScene, type StopScene, type TestService } from '@throughline/testing';
import { resolve } from 'node:path';
import { DueReceipts } from '../src/webhooks/due-receipts.js';
import type { Job, TestRunner } from './test-runner.js';
import { type ConnectedRepository, type Organization, REGISTRATION_TOKEN, sign, World } from './world.js';

const PIPELINE = 'name: slow\nnodes:\n  build: { kind: shell, run: make }\n';

interface Running {
  org: Organization;
  repository: ConnectedRepository;
  /** Of a commit without a pipeline: it is fetched and looked at, and gives no runner anything to do. */
  sha: string;
  runner: TestRunner;
  /** What the runner works on. */
  job: Job;
}

/** Pipelines under webhooks that it has to work through, with a runner that waits and a log that is followed. */
export class PipelinesStopScene {
  private constructor(
    private readonly world: World,
    private readonly running: Running,
  ) {}

  static async start(): Promise<PipelinesStopScene> {
    const world = await World.start('http');
    return new PipelinesStopScene(world, await furnish(world));
  }

  get service(): Pick<TestService, 'close'> {
    return { close: () => this.world.stop() };
  }

  async scene(): Promise<StopScene> {
    const { org, repository, sha, runner, job } = this.running;
    const { service } = this.world;
    await runner.call(`/${job.jobId}/heartbeat`, { fence: job.fence });
    const headers = { authorization: await service.bearer(memberClaims(org.id, 'admin')) };
    const common = serviceScene({
      service,
      name: 'pipelines',
      entry: resolve(__dirname, '../dist/main.js'),
      env: { GIT_LOCAL_ROOTS: this.world.repository.root, RUNNER_REGISTRATION_TOKEN: REGISTRATION_TOKEN },
      event: deploymentsServiceChangedV1,
      dataOf: (serviceId) => ({ ...deploymentsServiceChangedV1.example, serviceId }),
    });
    const log = `/executions/${job.executionId}/nodes/${job.nodeKey}/log/stream`;
    const paths = ['/live/pipelines', log].map((path) => `/api/v1/orgs/${org.id}${path}`);
    return {
      ...common,
      streams: () => paths.map((path) => ({ path, headers })),
      longPolls: () => [acquire(runner)],
      read: () => ({ path: `/api/v1/orgs/${org.id}/executions?limit=20`, headers }),
      command: () => {
        const mark = newId();
        return { mark, request: hook(repository, mark, { ref: 'refs/heads/empty', after: sha, unique: mark }) };
      },
      effects: async () => {
        const sql = 'SELECT delivery_id AS mark FROM pipelines.webhook_receipt';
        return (await service.db.query<{ mark: string }>(sql)).map(({ mark }) => mark);
      },
      brokenWork: async () => [...(await common.brokenWork()), ...(await this.heldReceipts())],
    };
  }

  /** A receipt that was taken and is not done is due to others only after minutes. */
  private async heldReceipts(): Promise<string[]> {
    const held = await this.world.service.db.query(
      'SELECT 1 FROM pipelines.receipt_work WHERE attempts > 0 AND due_at > clock_timestamp()',
    );
    return held.length > 0 ? [`${held.length} receipts are still claimed`] : [];
  }
}

async function furnish(world: World): Promise<Running> {
  const org = await world.organization();
  const repository = await world.connect(org);
  const sha = world.repository.push('empty', { 'README.md': 'nothing to run' });
  const after = world.repository.push('main', { '.throughline/pipeline.yml': PIPELINE });
  await world.hook(repository, { ref: 'refs/heads/main', after });
  await world.service.app.get(DueReceipts).drain();
  const runner = await world.runner();
  return { org, repository, sha, runner, job: await runner.next() };
}

function acquire({ token }: TestRunner): LoadRequest {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return { method: 'POST', path: '/runner/v1/jobs/acquire', headers, body: JSON.stringify({ waitMs: 20_000 }) };
}

function hook(repository: Running['repository'], delivery: string, payload: object): LoadRequest {
  const body = JSON.stringify(payload);
  const headers = {
    'content-type': 'application/json',
    'x-github-event': 'push',
    'x-github-delivery': delivery,
    'x-hub-signature-256': sign(repository.secret, body),
  };
  return { method: 'POST', path: `/hooks/github/${repository.id}`, headers, body };
}
