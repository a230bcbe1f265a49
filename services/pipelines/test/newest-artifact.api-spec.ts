import { pipelinesDeployRequestedV1 } from '@throughline/contracts';
import { eventually } from '@throughline/testing';
import { World } from './world.js';

const PIPELINE = `name: hello-service
nodes:
  build: { kind: shell, run: make, artifacts: [{ name: app, path: app.tgz }] }
  package: { kind: shell, needs: [build], run: make, artifacts: [{ name: app, path: app.tgz }] }
  approve: { kind: approval, needs: [package], title: Deploy to staging }
  staging: { kind: deploy, needs: [approve], service: hello-service, environment: staging, artifact: app }
`;

describe('of two artifacts of a name', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start();
  });
  afterAll(() => world.stop());

  it('the later one is approved and deployed, also when the clock of the replica that took it was behind', async () => {
    const org = await world.organization();
    const runner = await world.runner();
    await world.run(org, await world.connect(org), PIPELINE);
    const build = await runner.next();
    await runner.upload(build, 'app', 'built');
    await world.service.db.query(`UPDATE pipelines.artifact SET id = 'ffffffff-ffff-7fff-8fff-ffffffffffff'`);
    await runner.complete(build);
    const packaging = await runner.next();
    const { digest } = (await runner.upload(packaging, 'app', 'packaged')).body;
    await runner.complete(packaging);
    const approval = await eventually(async () => {
      const [pending] = (await world.as(org, 'get', '/approvals?state=pending')).body.items;
      expect(pending).toBeDefined();
      return pending;
    });
    expect(approval.evidence.artifactDigest).toBe(digest);
    const body = { decision: 'approve', evidenceDigest: approval.evidence.digest, comment: '' };
    await world.as(org, 'post', `/approvals/${approval.id}/votes`, { body });
    await eventually(async () => {
      const [wanted] = await world.service.events(pipelinesDeployRequestedV1);
      expect(wanted?.artifact?.digest).toBe(digest);
    });
  });
});
