import { identityOrgChangedV1 } from '@throughline/contracts';
import { WorkLoops } from '@throughline/platform';
import { purgeViolations } from '@throughline/testing';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { type FurnishedOrganization, furnishOrganization } from './furnished-organization.js';
import { World } from './world.js';

const LIMIT_MS = 120_000;

describe('purging an organization', () => {
  let world: World;
  let doomed: FurnishedOrganization;
  let other: FurnishedOrganization;
  beforeAll(async () => {
    world = await World.start();
    doomed = await furnishOrganization(world);
    other = await furnishOrganization(world);
    for (const { org } of [doomed, other]) {
      await world.service.deliver(identityOrgChangedV1, org.id, identityOrgChangedV1.example);
    }
    // What goes on by itself takes rows away that the test counts: acknowledgements above all.
    const loops = world.service.app.get(WorkLoops, { strict: false, each: true });
    await Promise.all(loops.map((each) => each.beforeApplicationShutdown()));
  }, LIMIT_MS);
  afterAll(() => world.stop());

  const exists = (...path: string[]): Promise<boolean> =>
    access(join(world.service.directory, ...path)).then(
      () => true,
      () => false,
    );

  it(
    'leaves no row, file or mirror of it, and everything of another',
    async () => {
      const places = ({ org, ids }: FurnishedOrganization): [string, string][] => [
        ['blobs', org.id],
        ['work/git', ids.repositoryId],
      ];
      for (const place of places(doomed)) expect(await exists(...place)).toBe(true);
      const [gone, stays] = [doomed.org.id, other.org.id];
      const emptyTables = [
        'execution_drive',
        'firing_work',
        'impersonation_view',
        'node_deadline',
        'receipt_work',
        'stack_work',
      ];
      const expectation = { schema: 'pipelines', doomed: gone, other: stays, emptyTables };
      expect(await purgeViolations(world.service, expectation)).toEqual([]);
      for (const place of places(doomed)) expect(await exists(...place)).toBe(false);
      for (const place of places(other)) expect(await exists(...place)).toBe(true);
    },
    LIMIT_MS,
  );

  it('applies no event of it any more', async () => {
    expect(await world.service.deliver(identityOrgChangedV1, doomed.org.id, identityOrgChangedV1.example)).toBe(false);
    const rows = await world.service.db.query('SELECT 1 FROM pipelines.org_status WHERE org_id = $1', [doomed.org.id]);
    expect(rows).toEqual([]);
  });
});
