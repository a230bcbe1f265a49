import { newId } from '@throughline/kernel';
import { eventually, memberClaims } from '@throughline/testing';
import {
  type ConnectedRepository,
  type Organization,
  REGISTRATION_TOKEN,
  World,
} from '../../../services/pipelines/test/world.js';
import { find } from '../../test/programs.ts';
import { report } from '../figure.ts';
import { ENDING_STEPS, SteppedReplica } from '../n3-stepped-replica.ts';

const PIPELINE = `name: ship
nodes:
  ok: { kind: approval, title: Ship? }
  out: { kind: promote, needs: [ok], service: hello-service, from: staging, to: production, timeout: 1h }
`;
const HOUR_S = 3_600;
const NEAR_S = 300;
const LIMIT_MS = 120_000;

interface Scene {
  world: World;
  org: Organization;
  repository: ConnectedRepository;
  /** The only one that works; requests are answered by it and by the one that knows the time. */
  replica: SteppedReplica;
}

interface Approval {
  id: string;
  executionId: string;
  evidence: { digest: string };
}

async function start(): Promise<Scene> {
  const world = await World.start('http');
  const org = await world.organization();
  const repository = await world.connect(org, { pattern: '*', deployable: true });
  const env = { GIT_LOCAL_ROOTS: world.repository.root, RUNNER_REGISTRATION_TOKEN: REGISTRATION_TOKEN };
  const replica = await SteppedReplica.start(world.service, { service: 'pipelines', role: 'all', env });
  return { world, org, repository, replica };
}

/** On a branch of its own: a newer commit of the same branch would supersede the request. */
async function ask({ world, org, repository }: Scene): Promise<Approval> {
  const executionId = await world.run(org, repository, PIPELINE, `waits-${newId()}`);
  return eventually(async () => {
    const { items } = (await world.as(org, 'get', '/approvals?state=pending&limit=200')).body as { items: Approval[] };
    const approval = items.find((one) => one.executionId === executionId);
    if (!approval) throw new Error('nobody is asked yet');
    return approval;
  }, LIMIT_MS);
}

/** At the replica whose clock is stepped; what was waited for is asked of the deployments service, which never answers. */
async function approve({ replica, org }: Scene, { id, evidence }: Approval): Promise<number> {
  const { url, bearer } = replica.asService;
  const answer = await fetch(`${url}/api/v1/orgs/${org.id}/approvals/${id}/votes`, {
    method: 'POST',
    headers: {
      authorization: await bearer(memberClaims(org.id, 'admin', org.bob)),
      'content-type': 'application/json',
    },
    body: JSON.stringify({ decision: 'approve', evidenceDigest: evidence.digest }),
  });
  await answer.arrayBuffer();
  return answer.status;
}

async function become({ world, org }: Scene, { executionId }: Approval, status: string): Promise<void> {
  await eventually(async () => expect((await world.statuses(org, executionId))['out']).toBe(status), LIMIT_MS);
}

/** Seconds until the promotion counts as lost, by the database's clock. */
async function secondsLeft({ world }: Scene, { executionId }: Approval): Promise<number> {
  const [row] = await world.service.db.query<{ left: number }>(
    `SELECT extract(epoch FROM due_at - clock_timestamp())::float8 AS left FROM pipelines.node_deadline
      WHERE execution_id = $1`,
    [executionId],
  );
  return row?.left ?? 0;
}

/** A request that is decided under the step; the promotion that follows has its hour, and ends when that is over. */
async function under(scene: Scene, kept: { asked: Approval; shipped: Approval }): Promise<string[]> {
  const late = await ask(scene);
  const vote = await approve(scene, late);
  await become(scene, late, 'waiting');
  const left = await secondsLeft(scene, late);
  await scene.world.service.db.query(
    `UPDATE pipelines.node_deadline SET due_at = clock_timestamp() - interval '1 second' WHERE execution_id = $1`,
    [late.executionId],
  );
  await become(scene, late, 'timed_out');
  const { world, org } = scene;
  const { ok } = await world.statuses(org, kept.asked.executionId);
  const { out } = await world.statuses(org, kept.shipped.executionId);
  return [
    ...(vote === 200 ? [] : [`a vote was answered with ${vote}`]),
    ...(Math.abs(left - HOUR_S) < NEAR_S ? [] : [`a promotion has ${Math.round(left)} s`]),
    ...(ok === 'waiting' ? [] : [`the request that was kept is ${ok}`]),
    ...(out === 'waiting' ? [] : [`the promotion that had time is ${out}`]),
  ];
}

const suite = find('faketime') ? describe : describe.skip;

suite('N3: a clock that is stepped, and what waits in a pipeline', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await start();
  }, LIMIT_MS);
  afterAll(async () => {
    await scene.replica.stop();
    await scene.world.stop();
  }, LIMIT_MS);

  it(
    'is decided meanwhile, and over when its time is up by the database’s clock',
    async () => {
      const kept = { asked: await ask(scene), shipped: await ask(scene) };
      await approve(scene, kept.shipped);
      await become(scene, kept.shipped, 'waiting');
      const wrong: string[] = [];
      for (const { what, seconds } of ENDING_STEPS) {
        scene.replica.step(seconds);
        wrong.push(...(await under(scene, kept)).map((text) => `${what}: ${text}`));
      }
      if ((await approve(scene, kept.asked)) !== 200) wrong.push('the request that was kept could not be decided');
      const steps = ENDING_STEPS.length;
      report({
        row: 'N3',
        target: 'approvals and promotions: 0 over early, 0 left too late',
        reached: `pipelines: ${steps} steps, ${steps} requests decided, ${steps} promotions ended that were due, a request and a promotion kept through all; ${wrong.join('; ') || '0 wrong'}`,
        pass: wrong.length === 0,
      });
      expect(wrong).toEqual([]);
    },
    LIMIT_MS,
  );
});
