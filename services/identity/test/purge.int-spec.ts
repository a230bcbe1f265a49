import {
  auditRecordedV1,
  billingEntitlementsChangedV1,
  identityOrgChangedV1,
  identityOrgPurgeRequestedV1,
  INSTALLATION_ID,
  orgPurgedV1,
} from '@throughline/contracts';
import { OrgPurge } from '@throughline/platform';
import { purgeViolations, rowsOfOrganization, type TestService } from '@throughline/testing';
import pg from 'pg';
import { DueDeletions } from '../src/tenants/due-deletions.js';
import {
  addMember,
  announceCatalog,
  createOrganization,
  exchange,
  sendAs,
  sendAsAdmin,
  signUp,
  startIdentity,
  type Person,
  type Tenant,
} from './identity-world.js';

const OTHERS = ['pipelines', 'deployments', 'observability', 'billing'];

describe('the deletion of an organization', () => {
  let service: TestService;
  let admin: Person;
  beforeAll(async () => {
    service = await startIdentity();
    admin = await signUp(service);
    await service.db.query(`INSERT INTO identity.platform_admin (user_id, granted_by_name) VALUES ($1, 'test')`, [
      admin.userId,
    ]);
  }, 60_000);
  afterAll(() => service.close());

  const console = (method: 'post' | 'delete' | 'get', path: string, body?: object) =>
    sendAsAdmin(service, admin, { method, path: `/api/v1/admin/${path}`, ...(body && { body }) });

  /** One of everything that identity keeps of an organization. */
  async function furnish(): Promise<Tenant> {
    const tenant = await createOrganization(service);
    const member = await addMember(service, tenant, 'viewer');
    const bound = await announceCatalog(service, tenant.id);
    const who = { org: tenant.id, role: 'owner' as const, userId: tenant.owner.userId };
    const create = (path: string, body: object) =>
      sendAs(service, who, { method: 'post', path: `/api/v1/orgs/${tenant.id}/${path}`, body });
    await create('invitations', { email: 'x@example.org', role: 'viewer' });
    await create('projects', { name: 'Web' });
    const key = await create('api-keys', { name: 'key', kind: 'ingest', ...bound });
    await create(`api-keys/${key.body.id}/rotate`, { overlapHours: 24 });
    await create('service-accounts', { name: 'ci', role: 'viewer' });
    await create('roles', { name: 'Releaser' });
    const grants = {
      restricted: ['deployments.create'],
      grants: [{ role: 'admin', allow: ['deployments.create'], deny: [] }],
    };
    const path = `/api/v1/orgs/${tenant.id}/environment-grants/${bound.environmentId}`;
    await sendAs(service, who, { method: 'put', path, body: grants });
    await service.deliver(billingEntitlementsChangedV1, tenant.id, billingEntitlementsChangedV1.example);
    await service.deliver(auditRecordedV1, tenant.id, auditRecordedV1.example);
    await console('post', `organizations/${tenant.id}/notes`, { text: 'A note' });
    const reason = 'They asked for help';
    await console('post', 'impersonations', { userId: member.userId, orgId: tenant.id, reason });
    return tenant;
  }

  async function makeDue(tenant: Tenant): Promise<void> {
    await console('post', `organizations/${tenant.id}/deletion`, { reason: 'Asked for by mail' });
    await service.db.query('UPDATE identity.organization_standing SET deletion_due_at = now() WHERE org_id = $1', [
      tenant.id,
    ]);
    expect(await service.app.get(DueDeletions).drain()).toBe(1);
  }

  const emptyTables = ['impersonation_view', 'org_status'];

  it('leaves no row of it in identity, and every row of another', async () => {
    const [doomed, other] = [await furnish(), await furnish()];
    await console('post', `organizations/${doomed.id}/suspension`, { reason: 'test' });
    const expectation = { schema: 'identity', doomed: doomed.id, other: other.id, emptyTables };
    expect(await purgeViolations(service, expectation)).toEqual([]);
  }, 60_000);

  it('goes through every service, identity last, and keeps a tombstone', async () => {
    const doomed = await furnish();
    await makeDue(doomed);
    expect(await service.app.get(DueDeletions).drain()).toBe(0);
    expect((await service.events(identityOrgPurgeRequestedV1)).at(-1)).toEqual({ organizationId: doomed.id });
    expect((await service.events(identityOrgChangedV1)).at(-1)).toMatchObject({ status: 'purging' });
    const credential = doomed.owner.accessToken;
    expect(await exchange(service, { credential, org: doomed.id, audience: 'identity' })).toMatchObject({
      status: 404,
    });

    const tell = (by: string, rows: number): Promise<boolean> =>
      service.deliver(orgPurgedV1, INSTALLATION_ID, { service: by, organizationId: doomed.id, rows });
    for (const [index, by] of OTHERS.entries()) {
      expect(await service.app.get(OrgPurge).drain()).toBe(0);
      await tell(by, index);
    }
    expect(await service.app.get(OrgPurge).drain()).toBe(1);
    const own = (await service.events(orgPurgedV1)).find((event) => event.organizationId === doomed.id);
    await tell('identity', own?.rows ?? 0);
    const [tombstone] = (await console('get', 'purged-organizations')).body;
    expect(tombstone).toMatchObject({
      organizationId: doomed.id,
      requestedBy: admin.email,
      reason: 'Asked for by mail',
      purgedAt: expect.any(String),
      rows: { pipelines: 0, deployments: 1, observability: 2, billing: 3, identity: own?.rows },
    });
    expect(own?.rows).toBeGreaterThan(15);
    const left = await rowsOfOrganization(service.db, 'identity', doomed.id);
    expect(Object.entries(left).filter(([, digest]) => digest !== '')).toEqual([]);
  }, 60_000);

  it('cannot be hurried: the audit log stays append-only for everybody else', async () => {
    const tenant = await furnish();
    for (const url of [service.db.serviceUrl, service.db.ownerUrl]) {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.query(`SELECT set_config('app.org_id', $1, false)`, [tenant.id]);
      const attempt = client.query('DELETE FROM identity.audit_entry WHERE org_id = $1', [tenant.id]);
      await expect(attempt).rejects.toThrow('append-only');
      await client.end();
    }
  }, 60_000);
});
