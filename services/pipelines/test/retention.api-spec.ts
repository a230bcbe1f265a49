import { auditRecordedV1 } from '@throughline/contracts';
import { BlobStore, OrgTx } from '@throughline/platform';
import { BlobSweeper } from '../src/artifacts/blob-sweeper.js';
import { ExpiredRepository } from '../src/retention/expired.repository.js';
import { RetentionSweeper } from '../src/retention/retention-sweeper.js';
import { eventually } from '@throughline/testing';
import type { Job, TestRunner } from './test-runner.js';
import { type ConnectedRepository, type Organization, World } from './world.js';

const BUILD = 'build: { kind: shell, run: x, artifacts: [{ name: app, path: a }, { name: logs, path: l }] }';
const PIPELINE = `name: built\nnodes:\n  ${BUILD}\n`;
const DEPLOYED = `${PIPELINE}  live: { kind: deploy, service: hello-service, environment: staging, artifact: app, needs: [build] }\n`;
const NONE = { artifacts: 0, heldArtifacts: 0, artifactBytes: 0, logs: 0, logBytes: 0 };

describe('retention', () => {
  let world: World;
  let org: Organization;
  let repository: ConnectedRepository;
  let runner: TestRunner;
  beforeAll(async () => {
    world = await World.start('all');
    org = await world.organization();
    repository = await world.connect(org);
    runner = await world.runner();
  });
  afterAll(() => world.stop());
  // Every test begins with nothing that is old.
  afterEach(() => age(0));

  const put = (body: object, role: 'admin' | 'developer' = 'admin'): ReturnType<World['as']> =>
    world.as(org, 'put', '/pipeline-retention', { body, role });
  const preview = async (query: string): Promise<object> =>
    (await world.as(org, 'get', `/pipeline-retention/preview?${query}`)).body;
  /** As if everything that is over had ended so many days ago. */
  const age = async (days: number): Promise<void> => {
    for (const [table, column] of Object.entries({ execution: 'finished_at', artifact: 'created_at' }))
      await world.service.db.query(
        `UPDATE pipelines.${table} SET ${column} = clock_timestamp() - $1 * interval '1 day' WHERE ${column} IS NOT NULL`,
        [days],
      );
    await world.service.db.query(
      `UPDATE pipelines.execution SET created_at = clock_timestamp() - $1 * interval '1 day'`,
      [days],
    );
  };
  const upload = async (job: Job, name: string, content: string): Promise<string> =>
    String((await runner.upload(job, name, content)).body['digest']);
  const artifacts = async (id: string): Promise<string[]> => {
    const { items } = (await world.as(org, 'get', `/executions/${id}/artifacts`)).body as { items: { name: string }[] };
    return items.map(({ name }) => name).toSorted();
  };
  async function run(
    contents: Record<string, string>,
    pipeline = PIPELINE,
  ): Promise<{ id: string; digests: string[] }> {
    const id = await world.run(org, repository, pipeline);
    const job = await runner.next();
    await runner.log(job, 0, ['one', 'two']);
    const digests: string[] = [];
    for (const [name, content] of Object.entries(contents)) digests.push(await upload(job, name, content));
    await runner.complete(job);
    return { id, digests };
  }
  const over = (id: string): Promise<void> =>
    eventually(async () => expect((await world.execution(org, id)).execution['finishedAt']).not.toBeNull());
  const isStored = (digest: string): Promise<boolean> =>
    world.service.app
      .get(BlobStore)
      .open(org.id, digest)
      .then(
        (stream) => stream.destroy() !== undefined,
        () => false,
      );
  const sweep = (): Promise<void> => world.service.app.get(RetentionSweeper).drain();
  /** Content is gone an hour after it was last claimed. */
  async function sweepBlobs(): Promise<void> {
    await world.service.db.query(
      'UPDATE pipelines.blob SET claimed_until = clock_timestamp(), due_at = CASE WHEN due_at IS NULL THEN NULL ELSE clock_timestamp() END',
    );
    await world.service.app.get(BlobSweeper).drain();
  }

  it('is for ever until somebody who may manage artifacts says otherwise, for whole days', async () => {
    const get = async (): Promise<object> => (await world.as(org, 'get', '/pipeline-retention')).body;
    expect(await get()).toEqual({ artifactDays: null, logDays: null, updatedAt: null });
    expect((await put({ artifactDays: 30, logDays: null }, 'developer')).status).toBe(403);
    for (const body of [
      {},
      { artifactDays: 0, logDays: 1 },
      { artifactDays: 1.5, logDays: 1 },
      { artifactDays: 4_000 },
    ])
      expect((await put(body)).status).toBe(400);
    const { status, body } = await put({ artifactDays: 30, logDays: null });
    expect([status, body]).toEqual([200, { artifactDays: 30, logDays: null, updatedAt: expect.any(String) as string }]);
    expect(await get()).toEqual(body);
    await put({ artifactDays: null, logDays: null });
  });

  it('removes what is older, after it has said how much that is, and content that nothing names any more', async () => {
    const [one, other] = [await run({ app: 'shared', logs: 'of one' }), await run({ app: 'shared' })];
    await over(one.id);
    await over(other.id);
    await age(10);
    await world.service.db.query('UPDATE pipelines.execution SET finished_at = clock_timestamp() WHERE id = $1', [
      other.id,
    ]);
    expect(await preview('')).toEqual(NONE);
    expect(await preview('artifactDays=11&logDays=11')).toEqual(NONE);
    // What another artifact names takes no room away.
    expect(await preview('artifactDays=9&logDays=9')).toEqual({
      ...{ artifacts: 2, heldArtifacts: 0, artifactBytes: 6, logs: 1, logBytes: expect.any(Number) as number },
    });
    await put({ artifactDays: 9, logDays: 9 });
    await Promise.all([sweep(), sweep()]);
    await sweepBlobs();
    expect([await artifacts(one.id), await artifacts(other.id)]).toEqual([[], ['app']]);
    expect(await Promise.all([...one.digests, ...other.digests].map(isStored))).toEqual([true, false, true]);
    const log = (id: string): ReturnType<World['as']> => world.as(org, 'get', `/executions/${id}/nodes/build/log`);
    expect((await log(one.id)).body).toMatchObject({ lines: [], complete: true, removed: true });
    expect((await log(other.id)).body).toMatchObject({ lines: [{ text: 'one' }, { text: 'two' }], removed: false });
    expect((await world.execution(org, one.id)).execution['status']).toBe('succeeded');
    const all = await world.service.events(auditRecordedV1);
    const facts = all.filter(({ action }) => action === 'retention.applied').map(({ after }) => after);
    expect(facts).toEqual([{ artifacts: 2, artifactBytes: 12, logs: 1 }]);
    await put({ artifactDays: null, logDays: null });
  });

  it('leaves what a deployment was asked with, and what an open approval is about', async () => {
    const deployed = await run({ app: 'released', logs: 'of a release' }, DEPLOYED);
    const asked = await run({ app: 'asked' });
    await over(asked.id);
    await eventually(async () => expect((await world.statuses(org, deployed.id))['live']).toBe('waiting'));
    await world.service.db.query(
      `UPDATE pipelines.execution SET status = 'succeeded', finished_at = clock_timestamp() WHERE id = $1`,
      [deployed.id],
    );
    await world.service.db.query(
      `INSERT INTO pipelines.approval (id, org_id, execution_id, node_id, node_key, title, effect, required_votes, evidence, state)
       SELECT gen_random_uuid(), org_id, execution_id, id, key, 't', 'e', 1, '{}', 'pending' FROM pipelines.node
       WHERE execution_id = $1`,
      [asked.id],
    );
    await age(10);
    expect(await preview('artifactDays=9')).toMatchObject({ heldArtifacts: 2 });
    await put({ artifactDays: 9, logDays: null });
    await sweep();
    expect([await artifacts(deployed.id), await artifacts(asked.id)]).toEqual([['app'], ['app']]);
    await world.service.db.query(`UPDATE pipelines.approval SET state = 'approved' WHERE execution_id = $1`, [
      asked.id,
    ]);
    await world.service.db.query('UPDATE pipelines.retention SET due_at = clock_timestamp() WHERE org_id = $1', [
      org.id,
    ]);
    await sweep();
    expect(await artifacts(asked.id)).toEqual([]);
    await put({ artifactDays: null, logDays: null });
  });

  it('keeps content that somebody uploads anew while its last artifact goes', async () => {
    const old = await run({ app: 'again' });
    await over(old.id);
    await age(10);
    const id = await world.run(org, repository, PIPELINE);
    const job = await runner.next();
    await put({ artifactDays: 9, logDays: null });
    const [digest] = await Promise.all([
      upload(job, 'app', 'again'),
      sweep().then(() => world.service.app.get(BlobSweeper).drain()),
    ]);
    await runner.complete(job);
    await sweepBlobs();
    expect([await artifacts(old.id), await artifacts(id)]).toEqual([[], ['app']]);
    expect(await isStored(digest)).toBe(true);
    await put({ artifactDays: null, logDays: null });
  });

  it('goes through logs in pieces, each execution once', async () => {
    const ids = [await run({}), await run({}), await run({})].map(({ id }) => id);
    for (const id of ids) await over(id);
    await age(10);
    const expired = world.service.app.get(ExpiredRepository);
    const orgTx = world.service.app.get(OrgTx);
    let [cursor, rounds, logs]: [string | null, number, number] = [null, 0, 0];
    do {
      const gone = await orgTx.run(org.id, (tx) => expired.removeLogs(tx, 9, cursor, 2));
      [cursor, rounds, logs] = [gone.cursor, rounds + 1, logs + gone.logs];
    } while (cursor !== null);
    expect(rounds).toBeGreaterThan(1);
    expect(await preview('logDays=9')).toMatchObject({ logs: 0 });
    expect(logs).toBeGreaterThanOrEqual(ids.length);
  });
});
