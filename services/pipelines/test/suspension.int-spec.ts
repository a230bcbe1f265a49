import { identityOrgChangedV1, type OrgStatus } from '@throughline/contracts';
import { eventually } from '@throughline/testing';
import type { TestRunner } from './test-runner.js';
import { type ConnectedRepository, type Organization, World } from './world.js';

const ONE = 'name: one\nnodes:\n  a: { kind: shell, run: x }\n';

describe('a suspended organization', () => {
  let world: World;
  let org: Organization;
  let repository: ConnectedRepository;
  let runner: TestRunner;
  let version = 1;
  beforeAll(async () => {
    world = await World.start();
    org = await world.organization();
    repository = await world.connect(org);
    runner = await world.runner();
  });
  afterAll(() => world.stop());

  const become = (status: OrgStatus): Promise<boolean> =>
    world.service.deliver(
      identityOrgChangedV1,
      org.id,
      { ...identityOrgChangedV1.example, status },
      { aggregateId: org.id, aggregateVersion: ++version },
    );
  const executions = async (): Promise<number> => (await world.as(org, 'get', '/executions')).body.items.length;

  it('gets no job handed to a runner until it is active again', async () => {
    await world.run(org, repository, ONE);
    await become('suspended');
    expect(await runner.acquire(0)).toBeUndefined();
    await become('active');
    await runner.complete(await runner.next());
  });

  it('starts nothing for a push, and says so at the delivery', async () => {
    await become('pending_deletion');
    const before = await executions();
    const after = world.repository.push('main', { '.throughline/pipeline.yml': ONE, 'unique.txt': 'suspended' });
    expect((await world.hook(repository, { ref: 'refs/heads/main', after })).status).toBe(202);
    await eventually(async () => {
      const { body } = await world.as(org, 'get', `/repositories/${repository.id}/deliveries`);
      expect(body.items[0]).toMatchObject({ outcome: 'ignored', reason: expect.stringContaining('is suspended') });
    });
    expect(await executions()).toBe(before);
  });

  it('is not woken by an older event', async () => {
    version = 1;
    await become('active');
    expect(await runner.acquire(0)).toBeUndefined();
    const [row] = await world.service.db.query('SELECT status FROM pipelines.org_status WHERE org_id = $1', [org.id]);
    expect(row).toEqual({ status: 'pending_deletion' });
  });
});
