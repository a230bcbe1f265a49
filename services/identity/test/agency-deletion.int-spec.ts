import { identityOrgPurgeRequestedV1, INSTALLATION_ID, orgPurgedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { OrgPurge } from '@throughline/platform';
import { rowsOfOrganization, type TestService } from '@throughline/testing';
import { DueDeletions } from '../src/tenants/due-deletions.js';
import { createOrganization, sendAs, sendAsAdmin, signUp, startIdentity, type Tenant } from './identity-world.js';

const OTHERS = ['pipelines', 'deployments', 'observability', 'billing'];

describe('the deletion of an agency', () => {
  let service: TestService;
  let admin: Awaited<ReturnType<typeof signUp>>;
  beforeAll(async () => {
    service = await startIdentity();
    admin = await signUp(service);
  }, 60_000);
  afterAll(() => service.close());

  const asAdmin = (method: 'post' | 'delete', { id }: { id: string }, body?: object) =>
    sendAsAdmin(service, admin, {
      method,
      path: `/api/v1/admin/organizations/${id}/deletion`,
      ...(body && { body }),
    });
  const schedule = (one: { id: string }, days = 8) =>
    asAdmin('post', one, { reason: 'Asked for', dueAt: new Date(Date.now() + days * 86_400_000).toISOString() });
  const asOwner = ({ id, owner, slug }: Tenant) =>
    sendAs(
      service,
      { org: id, role: 'owner', userId: owner.userId },
      { method: 'post', path: `/api/v1/orgs/${id}/deletion`, body: { confirmSlug: slug } },
    );

  async function family(): Promise<{ agency: Tenant; child: { id: string; slug: string } }> {
    const agency = await createOrganization(service);
    const who = { org: agency.id, role: 'owner' as const, userId: agency.owner.userId };
    const body = { name: 'Client', slug: `client-${newId().slice(-8)}` };
    const made = await sendAs(service, who, { method: 'post', path: `/api/v1/orgs/${agency.id}/children`, body });
    return { agency, child: made.body };
  }

  it('is refused while a child would outlive it, and says which', async () => {
    const { agency, child } = await family();
    for (const refused of [await schedule(agency), await asOwner(agency)]) {
      expect([refused.status, refused.body.code]).toEqual([409, 'children_stay']);
      expect(refused.body.detail).toContain(child.slug);
    }
    expect((await schedule(child, 10)).status).toBe(200);
    expect((await schedule(agency, 9)).body.code).toBe('children_stay');
    expect((await schedule(agency, 11)).body).toMatchObject({ status: 'pending_deletion' });
  });

  it('holds its children to theirs, and lets go of them when it is taken back', async () => {
    const { agency, child } = await family();
    await schedule(child);
    await schedule(agency, 9);
    expect((await asAdmin('delete', child)).body.code).toBe('agency_leaves');
    expect((await asAdmin('delete', agency)).status).toBe(200);
    expect((await asAdmin('delete', child)).body).toMatchObject({ status: 'active' });
  });

  it('comes after its children’s, and leaves nothing', async () => {
    const { agency, child } = await family();
    await schedule(child);
    await schedule(agency, 9);
    await service.db.query('UPDATE identity.organization_standing SET deletion_due_at = now() WHERE org_id = ANY($1)', [
      [agency.id, child.id],
    ]);
    for (const { id } of [child, agency]) {
      expect(await service.app.get(DueDeletions).drain()).toBe(1);
      expect((await service.events(identityOrgPurgeRequestedV1)).at(-1)).toEqual({ organizationId: id });
      expect(await service.app.get(DueDeletions).drain()).toBe(0);
      await purge(id);
      const left = await rowsOfOrganization(service.db, 'identity', id);
      expect(Object.entries(left).filter(([, digest]) => digest !== '')).toEqual([]);
    }
  }, 60_000);

  async function purge(organizationId: string): Promise<void> {
    for (const by of OTHERS) {
      await service.deliver(orgPurgedV1, INSTALLATION_ID, { service: by, organizationId, rows: 0 });
    }
    expect(await service.app.get(OrgPurge).drain()).toBe(1);
    const own = (await service.events(orgPurgedV1)).find((event) => event.organizationId === organizationId);
    await service.deliver(orgPurgedV1, INSTALLATION_ID, {
      service: 'identity',
      organizationId,
      rows: own?.rows ?? 0,
    });
  }
});
