import {
  deploymentsEnvironmentChangedV1,
  deploymentsServiceChangedV1,
  identityMemberChangedV1,
  identityProjectChangedV1,
  pipelinesExecutionStartedV1,
} from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { OrgTx } from '@throughline/platform';
import { MovedClock, startTestService, type TestService } from '@throughline/testing';
import { AppModule } from '../app.module.js';
import { EntitlementsService } from '../entitlements/entitlements.service.js';
import { manifest } from '../manifest.js';
import { type Usage, UsageQueries } from './usage.queries.js';

const NOTHING: Usage = { members: 0, projects: 0, services: 0, environments: 0, executions_per_month: 0 };

describe('usage', () => {
  let service: TestService;
  let orgId: string;
  beforeAll(async () => {
    service = await startTestService(AppModule, manifest);
  });
  afterAll(() => service.close());
  beforeEach(() => {
    orgId = newId();
  });

  const used = (now = new Date()): Promise<Usage> => {
    const queries = service.app.get(UsageQueries, { strict: false });
    return service.app.get(OrgTx).run(orgId, (tx) => queries.of(tx, orgId, now));
  };
  const member = (userId: string, role: 'owner' | null, aggregateVersion: number): Promise<boolean> => {
    const person = { userId, email: 'a@example.org', fullName: 'Ada', role, roleKey: role, permissions: [] };
    return service.deliver(identityMemberChangedV1, orgId, person, { aggregateVersion });
  };

  it('is zero before anything is there', async () => expect(await used()).toEqual(NOTHING));

  it('counts members that are there, whatever the order of the news', async () => {
    const [ada, bob] = [newId(), newId()];
    await member(ada, 'owner', 1);
    await member(bob, null, 3);
    await member(bob, 'owner', 2);
    expect(await used()).toMatchObject({ members: 1 });
    await member(bob, 'owner', 4);
    expect(await used()).toMatchObject({ members: 2 });
  });

  it('counts projects that are not archived, services and environments', async () => {
    const projectId = newId();
    const project = (archived: boolean, aggregateVersion: number) =>
      service.deliver(
        identityProjectChangedV1,
        orgId,
        { projectId, slug: 'p', name: 'P', archived },
        { aggregateVersion },
      );
    await project(false, 1);
    await service.deliver(deploymentsServiceChangedV1, orgId, { serviceId: newId(), projectId, slug: 's', name: 'S' });
    const environment = { slug: 'e', name: 'E', class: 'dev' as const, position: 1, autoRollback: false };
    await service.deliver(deploymentsEnvironmentChangedV1, orgId, { environmentId: newId(), ...environment });
    expect(await used()).toEqual({ ...NOTHING, projects: 1, services: 1, environments: 1 });
    await project(true, 2);
    expect(await used()).toMatchObject({ projects: 0 });
  });

  it('counts each execution once, in the month of its start, also when they come at once', async () => {
    const { example } = pipelinesExecutionStartedV1;
    const ids = Array.from({ length: 10 }, () => newId());
    const started = (id: string) => service.deliver(pipelinesExecutionStartedV1, orgId, example, { id });
    await Promise.all(ids.map(started));
    const [again = ''] = ids;
    expect(await started(again)).toBe(false);
    expect(await used()).toEqual({ ...NOTHING, executions_per_month: 10 });
    const nextYear = new Date(Date.now() + 366 * 86_400_000);
    expect(await used(nextYear)).toEqual(NOTHING);
  });

  it('shows the month that events are counted in, which is the database’s, wherever our clock is', async () => {
    await service.deliver(pipelinesExecutionStartedV1, orgId, pipelinesExecutionStartedV1.example);
    const entitlements = service.app.get(EntitlementsService, { strict: false });
    const clock = new MovedClock();
    clock.take();
    try {
      for (const days of [-40, 40]) {
        clock.set(days * 86_400_000);
        expect((await entitlements.get(orgId)).items).toContainEqual(
          expect.objectContaining({ feature: 'executions_per_month', used: 1 }),
        );
      }
    } finally {
      clock.giveBack();
    }
  });

  it('counts nothing of another organization', async () => {
    await member(newId(), 'owner', 1);
    orgId = newId();
    expect(await used()).toEqual(NOTHING);
  });
});
