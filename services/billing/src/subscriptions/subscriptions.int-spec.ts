import { auditRecordedV1, billingEntitlementsChangedV1, identityOrgCreatedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { OrgTx } from '@throughline/platform';
import { schemaDrift, startTestService, type TestService, uncoveredTables } from '@throughline/testing';
import { AppModule } from '../app.module.js';
import { EntitlementsService } from '../entitlements/entitlements.service.js';
import { manifest } from '../manifest.js';

describe('the subscription of a new organization', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(AppModule, manifest);
  });
  afterAll(() => service.close());

  const created = (orgId: string, id = newId(), parentOrgId: string | null = null): Promise<boolean> =>
    service.deliver(
      identityOrgCreatedV1,
      orgId,
      { slug: 'acme', name: 'Acme', ownerUserId: newId(), parentOrgId },
      { id },
    );
  const countOf = async (table: string, orgId: string): Promise<number> => {
    const rows = await service.db.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM billing.${table} WHERE org_id = $1`,
      [orgId],
    );
    return rows[0]?.n ?? -1;
  };

  it('is free, and says so to everybody in the same transaction', async () => {
    await created(newId());
    const [published] = await service.events(billingEntitlementsChangedV1);
    expect(published).toMatchObject({ version: 1, planKey: 'free' });
    expect(published?.items).toContainEqual({ feature: 'members', limit: 10 });
    const [audited] = await service.events(auditRecordedV1);
    expect(audited).toMatchObject({ action: 'subscription.started', after: { planKey: 'free' } });
  });

  it('is one, however often and however concurrently the event comes', async () => {
    const orgId = newId();
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => created(orgId)));
    expect(results.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
    expect(await countOf('subscription', orgId)).toBe(1);
    expect(await countOf('entitlement_snapshot', orgId)).toBe(1);
  });

  it('remembers the agency that the organization belongs to', async () => {
    const [agency, child] = [newId(), newId()];
    await created(agency);
    await created(child, newId(), agency);
    const sql = 'SELECT org_id, parent_org_id FROM billing.subscription WHERE org_id = ANY($1) ORDER BY org_id';
    expect(await service.db.query(sql, [[agency, child]])).toEqual([
      { org_id: agency, parent_org_id: null },
      { org_id: child, parent_org_id: agency },
    ]);
  });

  it('takes no second snapshot of the same, and numbers the next', async () => {
    const orgId = newId();
    await created(orgId);
    const entitlements = service.app.get(EntitlementsService, { strict: false });
    const publish = (plan: string) => service.app.get(OrgTx).run(orgId, (tx) => entitlements.publish(tx, orgId, plan));
    await publish('free');
    expect(await countOf('entitlement_snapshot', orgId)).toBe(1);
    await publish('team');
    expect(await entitlements.get(orgId)).toMatchObject({ version: 2, planKey: 'team' });
  });

  it('two that change the plan at once get two numbers or one refusal, never the same number', async () => {
    const orgId = newId();
    await created(orgId);
    const entitlements = service.app.get(EntitlementsService, { strict: false });
    const publish = (plan: string) => service.app.get(OrgTx).run(orgId, (tx) => entitlements.publish(tx, orgId, plan));
    const results = await Promise.allSettled([publish('team'), publish('enterprise')]);
    const done = results.filter(({ status }) => status === 'fulfilled').length;
    expect(await countOf('entitlement_snapshot', orgId)).toBe(1 + done);
    const events = await service.db.query<{ version: number }>(
      `SELECT (payload->>'version')::int AS version FROM billing.outbox
        WHERE org_id = $1 AND type = $2 ORDER BY 1`,
      [orgId, billingEntitlementsChangedV1.type],
    );
    expect(events.map(({ version }) => version)).toEqual(Array.from({ length: 1 + done }, (_, n) => n + 1));
  });

  it('T2: leaves no table uncovered', async () => expect(await uncoveredTables(service.db, 'billing')).toEqual([]));

  it('has entities that match the tables', async () =>
    expect(await schemaDrift(manifest, service.db.ownerUrl)).toEqual([]));
});
