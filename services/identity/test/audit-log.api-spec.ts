import { auditRecordedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { eventually, type TestService } from '@throughline/testing';
import { breaches } from './contract.js';
import { createOrganization, sendAs, startIdentity, type Tenant } from './identity-world.js';

describe('the audit log', () => {
  let service: TestService;
  let tenant: Tenant;
  beforeAll(async () => {
    service = await startIdentity({ PROCESS_ROLE: 'all' });
    tenant = await createOrganization(service);
  });
  afterAll(() => service.close());

  const list = (query = '', of = tenant) =>
    sendAs(service, { org: of.id, role: 'operator' }, { path: `/api/v1/orgs/${of.id}/audit-log${query}` });
  const actionsOf = (answer: { body: { items: { action: string }[] } }) => answer.body.items.map((item) => item.action);

  it('holds identity’s own facts, by way of the queue, with who did it', async () => {
    const answer = await eventually(async () => {
      const found = await list();
      expect(actionsOf(found).sort()).toEqual(['member.added', 'organization.created']);
      return found;
    });
    expect(breaches('listAuditEntries', answer)).toEqual([]);
    const entry = answer.body.items.find((item: { action: string }) => item.action === 'organization.created');
    expect(entry).toMatchObject({
      actorId: tenant.owner.userId,
      resourceKind: 'organization',
      resourceId: tenant.id,
      before: null,
    });
    expect(entry.after).toEqual({ slug: tenant.slug, name: entry.resourceName });
  });

  it('pages from the newest, each entry once, also those of one moment', async () => {
    const orgId = newId();
    for (let i = 0; i < 7; i++) {
      await service.deliver(auditRecordedV1, orgId, { ...auditRecordedV1.example, action: `step_${i}.done` });
    }
    await service.db.query(`ALTER TABLE identity.audit_entry DISABLE TRIGGER audit_entry_append_only`);
    await service.db.query(
      `UPDATE identity.audit_entry SET occurred_at = '2026-11-20T12:00:00.123Z' WHERE org_id = $1`,
      [orgId],
    );
    const of = { ...tenant, id: orgId };
    const seen: string[] = [];
    let query = '?limit=3';
    for (let page = 0; page < 3; page++) {
      const answer = await list(query, of);
      seen.push(...actionsOf(answer));
      query = `?limit=3&cursor=${answer.body.nextCursor}`;
    }
    expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((i) => `step_${i}.done`));
  });

  it('shows nothing of another organization', async () => {
    const other = await createOrganization(service);
    await eventually(async () => expect((await list('', other)).body.items).toHaveLength(2));
    const ids = (await list('', other)).body.items.map((item: { resourceId: string }) => item.resourceId);
    expect(ids).toContain(other.id);
    expect(ids).not.toContain(tenant.id);
  });

  it.each(['cursor=WyJ4IiwieSJd', 'cursor=WyIyMDI2LTExLTIwIiwieSJd', 'action=x'])('refuses ?%s', async (query) =>
    expect((await list(`?${query}`)).status).toBe(400),
  );
});
