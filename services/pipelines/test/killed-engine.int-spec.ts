import { pipelinesExecutionFinishedV1 } from '@throughline/contracts';
import { OrgTx } from '@throughline/platform';
import { brokenInvariants, eventually, type ServiceProcess, spawnService, testConfig } from '@throughline/testing';
import { join } from 'node:path';
import { ExecutionCreator } from '../src/engine/execution-creator.js';
import { ExecutionNumbers } from '../src/engine/execution-numbers.js';
import { AUTHOR } from './temp-repository.js';
import { type Organization, REGISTRATION_TOKEN, World } from './world.js';

const ENTRY = join(__dirname, '../dist/main.js');
const gate = (key: string, needs: string[]): string =>
  `  ${key}: { kind: gate, condition: 'true', needs: [${needs.join(', ')}] }\n`;
const CHAIN = Array.from({ length: 12 }, (_, i) => gate(`n${i}`, i === 0 ? [] : [`n${i - 1}`])).join('');
const FAN = [1, 2, 3, 4, 5].map((i) => gate(`m${i}`, ['n11'])).join('');
const PIPELINE = `name: driven\nnodes:\n${CHAIN}${FAN}${gate('last', ['m1', 'm2', 'm3', 'm4', 'm5'])}`;
const NODES = 18;
const RUNS = 4;

/** C1 for the engine's own nodes: whoever drives them dies, and is followed by another one. */
describe('a process that is killed while it drives executions', () => {
  let world: World;
  let org: Organization;
  let repository: { id: string };
  let running: ServiceProcess | undefined;
  beforeAll(async () => {
    world = await World.start('http');
    org = await world.organization();
    repository = await world.connect(org);
  });
  afterEach(() => running?.kill());
  afterAll(() => world.stop());

  async function start(faultPoint = ''): Promise<ServiceProcess> {
    const { db, keys, directory } = world.service;
    const config = { ...testConfig(db, keys, directory), PROCESS_ROLE: 'all' as const };
    const own = { GIT_LOCAL_ROOTS: world.repository.root, RUNNER_REGISTRATION_TOKEN: REGISTRATION_TOKEN };
    running = await spawnService(ENTRY, config, { ...own, FAULT_POINT: faultPoint });
    return running;
  }

  const create = async (source = PIPELINE, sha = 'a'.repeat(40)): Promise<string> => {
    const number = await world.service.app.get(ExecutionNumbers).next(org.id);
    return world.service.app.get(OrgTx).run(org.id, (tx) =>
      world.service.app.get(ExecutionCreator).create(tx, {
        ...{ orgId: org.id, number, cloneUrl: world.repository.url },
        ...{ repositoryId: repository.id, projectId: org.projectId, pipelinePath: 'driven.yml', source },
        commit: {
          ...{ sha, branch: 'main', message: 'm', authoredAt: '2026-11-20T10:00:00.000Z' },
          ...{ authorName: AUTHOR.name, authorEmail: AUTHOR.email },
        },
        ...{ deployable: true, trigger: 'manual', receiptId: null },
      }),
    );
  };

  it.each(['drives.after_claim', 'engine.after_commands@3', 'drives.before_commit@7', 'drives.after_commit@9'])(
    'at %s leaves no node undone and does none twice',
    async (point) => {
      const ids: string[] = [];
      for (let i = 0; i < RUNS; i += 1) ids.push(await create());
      expect(await (await start(point)).ended).toBe('SIGKILL');
      // As if the lease of the dead one were over.
      await world.service.db.query(
        'UPDATE pipelines.execution_drive SET lease_until = clock_timestamp() WHERE owner IS NOT NULL',
      );
      await start();
      await eventually(async () => {
        const rows = await world.service.db.query<{ id: string }>(
          `SELECT id FROM pipelines.execution WHERE id = ANY($1) AND status = 'succeeded'`,
          [ids],
        );
        expect(rows).toHaveLength(RUNS);
      }, 30_000);
      const moves = await world.service.db.query<{ to_state: string; n: number; nodes: number }>(
        `SELECT to_state, count(*)::int AS n, count(DISTINCT (execution_id, node_key))::int AS nodes
           FROM pipelines.execution_state_event WHERE execution_id = ANY($1) AND node_key IS NOT NULL
          GROUP BY to_state ORDER BY to_state`,
        [ids],
      );
      const once = { n: NODES * RUNS, nodes: NODES * RUNS };
      expect(moves).toEqual([{ to_state: 'succeeded', ...once }]);
      const finished = await world.service.events(pipelinesExecutionFinishedV1);
      expect(finished.filter(({ executionId }) => ids.includes(executionId))).toHaveLength(RUNS);
      expect(await world.service.db.query('SELECT 1 FROM pipelines.execution_drive')).toEqual([]);
      const { query } = world.service.db;
      expect(await brokenInvariants({ query, schemas: ['pipelines'] })).toEqual([]);
    },
    90_000,
  );

  it.each(['children.after_claim', 'children.before_commit', 'children.after_commit'])(
    'at %s starts the child of a node once, and brings its end to the node',
    async (point) => {
      const sha = world.repository.push('main', { 'child.yml': `name: child\nnodes:\n${gate('g', [])}` });
      const id = await create('name: parent\nnodes:\n  c: { kind: pipeline, file: child.yml }\n', sha);
      expect(await (await start(point)).ended).toBe('SIGKILL');
      // As if the lease of the dead one were over.
      await world.service.db.query(
        'UPDATE pipelines.child_run SET due_at = clock_timestamp() WHERE due_at IS NOT NULL',
      );
      await start();
      await eventually(async () => {
        const { execution } = await world.execution(org, id);
        expect(execution['status']).toBe('succeeded');
      }, 30_000);
      const children = await world.service.db.query(
        `SELECT c.child_id FROM pipelines.execution e JOIN pipelines.child_run c ON c.child_id = e.id
          WHERE e.trigger = 'parent' AND e.commit->>'sha' = $1 AND e.status = 'succeeded'`,
        [sha],
      );
      const started = await world.service.db.query(
        `SELECT 1 FROM pipelines.execution WHERE trigger = 'parent' AND commit->>'sha' = $1`,
        [sha],
      );
      expect([children.length, started.length]).toEqual([1, 1]);
    },
    90_000,
  );
});
