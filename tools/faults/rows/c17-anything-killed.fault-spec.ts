import { newId } from '@throughline/kernel';
import { brokenInvariants, eventually } from '@throughline/testing';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Pipelines } from '../c2-pipelines.ts';
import { faultRun, sized } from '../fault-run.config.ts';
import { report } from '../figure.ts';
import { type OwnCluster, startOwnCluster } from '../own-cluster.ts';
import { type OwnRedis, startOwnRedis } from '../own-redis.ts';
import { randomOf } from '../random.ts';

const RUNS = sized(30, 300);
/** How many runs are under way at a time. */
const AT_ONCE = 8;
/** Between deaths, so that there is something alive to die. */
const MOST_PAUSE_MS = 12_000;
const STUCK_MS = 60_000;
const LIMIT_MS = sized(10, 90) * 60_000;
const STEPS = ['build', 'lint', 'test', 'pack'];
const NODES = 6;
/** Of all steps: those whose runner could not say in time that it has them. More would be a way to pass by giving up. */
const MOST_UNKNOWN = 0.05;

/** Steps that count their starts, with nodes of the engine before, between and behind them. */
const pipelineOf = (folder: string): string => {
  const step = (seconds: number): string =>
    `["echo started >> ${folder}/$THROUGHLINE_EXECUTION-$THROUGHLINE_NODE", "sleep ${seconds}"]`;
  return `name: steps
nodes:
  first: { kind: gate, condition: 'true' }
  build: { kind: shell, needs: [first], run: ${step(0.3)} }
  lint: { kind: shell, needs: [build], run: ${step(1)} }
  test: { kind: shell, needs: [build], run: ${step(0.1)} }
  both: { kind: gate, condition: 'true', needs: [lint, test] }
  pack: { kind: shell, needs: [both], run: ${step(0.2)} }
`;
};

interface World {
  cluster: OwnCluster;
  redis: OwnRedis;
  pipelines: Pipelines;
}

/** What dies, and comes back at once, as a supervisor has it. */
const VICTIMS: Record<string, (world: World) => Promise<void>> = {
  service: async ({ pipelines }) => {
    await pipelines.killService();
    await pipelines.startService();
  },
  runner: async ({ pipelines }) => {
    await pipelines.killRunner();
    pipelines.startRunner();
  },
  postgres: async ({ cluster }) => {
    await cluster.kill();
    await cluster.restart();
  },
  redis: async ({ redis }) => {
    await redis.kill();
    await redis.restart();
  },
};

/** Kills one of them after the other, at random moments, until it is told to stop; returns how often each died. */
async function killUntil(world: World, isOver: () => boolean): Promise<Record<string, number>> {
  const random = randomOf(faultRun().seed);
  const names = Object.keys(VICTIMS);
  const kills: Record<string, number> = Object.fromEntries(names.map((name) => [name, 0]));
  while (!isOver()) {
    await delay(random() * MOST_PAUSE_MS); // the fault itself: when it strikes
    const name = names[Math.floor(random() * names.length)] ?? '';
    await VICTIMS[name]?.(world);
    kills[name] = (kills[name] ?? 0) + 1;
  }
  return kills;
}

/** Asks, with the same key, until there is an answer; then waits for the end. Returns the ids of all runs. */
async function runAll({ pipelines }: World, seed: string): Promise<string[]> {
  const ids: string[] = [];
  let left = RUNS;
  const one = async (): Promise<void> => {
    while (left-- > 0) {
      const key = newId();
      const id = await eventually(() => pipelines.replay(seed, key), LIMIT_MS);
      ids.push(id);
      await ended(pipelines, id);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return ids;
}

const ended = (pipelines: Pipelines, id: string, limitMs = LIMIT_MS): Promise<void> =>
  eventually(async () => {
    const nodes = await pipelines.nodes(id);
    if (nodes.some(({ status }) => !['succeeded', 'unknown', 'skipped'].includes(status)))
      throw new Error(`${id}: ${nodes.map(({ key, status }) => `${key} ${status}`).join(', ')}`);
  }, limitMs);

const startsOf = (folder: string, id: string, key: string): number => {
  const file = join(folder, `${id}-${key}`);
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').length - 1 : 0;
};

interface Outcome {
  lost: number;
  twice: number;
  unknown: number;
}

async function outcomeOf({ pipelines }: World, folder: string, ids: readonly string[]): Promise<Outcome> {
  const outcome = { lost: 0, twice: 0, unknown: 0 };
  for (const id of ids) {
    const nodes = await pipelines.nodes(id);
    outcome.lost += NODES - nodes.length;
    outcome.unknown += nodes.filter(({ status }) => status === 'unknown').length;
    for (const key of STEPS) {
      const starts = startsOf(folder, id, key);
      if (starts > 1) outcome.twice += 1;
      if (starts === 0 && nodes.find((node) => node.key === key)?.status === 'succeeded') outcome.lost += 1;
    }
  }
  return outcome;
}

/** Of runs, how long the slowest took from a node's end, or its own beginning, to the next move, in seconds. */
const LONGEST_STILL = `SELECT coalesce(max(still), 0)::float8 AS seconds FROM (
  SELECT extract(epoch FROM at - lag(at) OVER (PARTITION BY execution_id ORDER BY at)) AS still
    FROM pipelines.execution_state_event WHERE execution_id = ANY($1::uuid[])) AS moves`;

/** Service, runner, PostgreSQL and Redis die at random moments while runs are under way. */
describe('C17: anything killed', () => {
  let world: World;
  let folder: string;
  beforeAll(async () => {
    const cluster = await startOwnCluster(5475);
    const redis = await startOwnRedis({ appendOnly: true });
    const pipelines = await Pipelines.start({ REDIS_URL: redis.url });
    world = { cluster, redis, pipelines };
    folder = join(pipelines.folder, 'starts');
    mkdirSync(folder);
  }, 180_000);
  afterAll(async () => {
    await world.pipelines.close();
    await world.redis.remove();
    await world.cluster.remove();
  }, 60_000);

  it(
    'loses no node, runs none twice, and leaves none standing',
    async () => {
      const seed = await world.pipelines.run(pipelineOf(folder));
      await ended(world.pipelines, seed, STUCK_MS);
      let isOver = false;
      const killing = killUntil(world, () => isOver);
      const ids = await runAll(world, seed).finally(() => (isOver = true));
      const kills = await killing;
      const outcome = await outcomeOf(world, folder, ids);
      const broken = await brokenInvariants({ query: world.pipelines.db.query, schemas: ['pipelines'] });
      const [still] = await world.pipelines.db.query<{ seconds: number }>(LONGEST_STILL, [ids]);
      const all = await world.pipelines.db.query('SELECT 1 FROM pipelines.execution WHERE id <> $1', [seed]);
      const deaths = Object.entries(kills).map(([name, count]) => `${name} x${count}`);
      report({
        row: 'C17',
        target: '300 runs: 0 nodes lost, 0 run twice, none stands still over 60 s',
        reached: `${ids.length} runs, kill -9 of ${deaths.join(', ')}: ${outcome.lost} lost, ${outcome.twice} twice, ${outcome.unknown} unknown, still for ${(still?.seconds ?? 0).toFixed(1)} s at the most${broken.map((it) => `; ${it}`).join('')}`,
        pass: outcome.lost + outcome.twice + broken.length === 0 && (still?.seconds ?? 0) * 1_000 <= STUCK_MS,
      });
      expect({ lost: outcome.lost, twice: outcome.twice, broken }).toEqual({ lost: 0, twice: 0, broken: [] });
      expect(outcome.unknown).toBeLessThanOrEqual(RUNS * STEPS.length * MOST_UNKNOWN);
      expect(all).toHaveLength(RUNS);
      expect((still?.seconds ?? 0) * 1_000).toBeLessThanOrEqual(STUCK_MS);
    },
    LIMIT_MS * 2,
  );
});
