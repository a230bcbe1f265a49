import { auditRecordedV1, identityAuthorityChangedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { impersonationViolations, type TestService } from '@throughline/testing';
import { decodeJwt } from 'jose';
import { document } from './contract.js';
import {
  addMember,
  createOrganization,
  exchange,
  type Person,
  sendAs,
  sendAsAdmin,
  signUp,
  startIdentity,
  type Tenant,
} from './identity-world.js';

const REASON = 'They asked for help with a deployment';

interface Running {
  id: string;
  accessToken: string;
}

describe('A6: impersonation', () => {
  let service: TestService;
  let admin: Person;
  let tenant: Tenant;
  let target: Person;
  beforeAll(async () => {
    service = await startIdentity();
    admin = await signUp(service);
    await makeAdmin(admin);
    tenant = await createOrganization(service);
    target = await addMember(service, tenant, 'admin');
  }, 60_000);
  afterAll(() => service.close());

  const makeAdmin = (person: Person) =>
    service.db.query(`INSERT INTO identity.platform_admin (user_id, granted_by_name) VALUES ($1, 'test')`, [
      person.userId,
    ]);
  const ask = (body: object, by = admin) =>
    sendAsAdmin(service, by, { method: 'post', path: '/api/v1/admin/impersonations', body });
  async function start(): Promise<Running> {
    const answer = await ask({ userId: target.userId, orgId: tenant.id, reason: REASON });
    expect(answer.status).toBe(201);
    return { id: answer.body.impersonation.id, accessToken: answer.body.accessToken };
  }
  const change = ({ accessToken: credential }: Running, org: string | null = tenant.id) =>
    exchange(service, { credential, org, audience: 'identity' });
  const facts = async (action: string) =>
    (await service.events(auditRecordedV1)).filter((fact) => fact.action === action);
  const listed = async (): Promise<{ id: string; state: string; endedAt: string | null }[]> => {
    const who = { org: tenant.id, role: 'owner' as const };
    return (await sendAs(service, who, { path: `/api/v1/orgs/${tenant.id}/impersonations` })).body.items;
  };

  it('gives a token for 15 minutes that says who acts as whom, in one organization', async () => {
    const running = await start();
    const answer = await change(running);
    const claims = decodeJwt(answer.body.token);
    expect(claims).toMatchObject({
      sub: target.userId,
      org_id: tenant.id,
      act: { sub: admin.userId, name: admin.email, session_id: running.id },
      session_id: null,
      platform_admin_until: null,
    });
    expect(claims['permissions']).toEqual(expect.arrayContaining(['projects.manage', 'audit.read']));
    for (const denied of ['members.manage', 'roles.manage', 'api_keys.manage', 'config.manage', 'approvals.vote']) {
      expect(claims['permissions']).not.toContain(denied);
    }
    const { exp = 0, iat = 0 } = decodeJwt(running.accessToken);
    expect(exp - iat).toBeLessThanOrEqual(900);
    expect((await change(running, null)).status).toBe(200);
    const other = await createOrganization(service, target);
    expect(await change(running, other.id)).toMatchObject({ status: 404 });
    const authorization = await service.bearer(decodeJwt((await change(running, null)).body.token) as never);
    const me = await service.app.inject({ url: '/api/v1/me', headers: { authorization } });
    expect(me.json().organizations).toMatchObject([{ organizationId: tenant.id }]);
  });

  it('is seen by the organization, in its list and in its log', async () => {
    const running = await start();
    expect((await listed())[0]).toMatchObject({ id: running.id, state: 'running', reason: REASON, endedAt: null });
    const started = (await facts('impersonation.started')).find((fact) => fact.resourceId === running.id);
    expect(started).toMatchObject({
      actor: { userId: admin.userId },
      after: { userId: target.userId, reason: REASON },
    });
  });

  it('is dead at once when it is stopped, from behind it', async () => {
    const running = await start();
    const { token } = (await change(running, null)).body;
    expect(decodeJwt(token)).toMatchObject({ act: { session_id: running.id } });
    const before = (await service.events(identityAuthorityChangedV1)).length;
    const authorization = await service.bearer({
      sub: target.userId,
      act: { sub: admin.userId, name: admin.email, session_id: running.id },
    });
    const stop = await service.app.inject({
      method: 'DELETE',
      url: '/api/v1/me/impersonation',
      headers: { authorization },
    });
    expect(stop.statusCode).toBe(204);
    expect(await change(running)).toMatchObject({ status: 401 });
    const changes = (await service.events(identityAuthorityChangedV1)).slice(before);
    expect(changes.map((event) => event.userId)).toContain(target.userId);
    expect((await listed())[0]).toMatchObject({ id: running.id, state: 'stopped' });
    expect((await facts('impersonation.ended')).at(-1)).toMatchObject({ resourceId: running.id });
    const [ended] = (await sendAsAdmin(service, admin, { path: '/api/v1/admin/audit-log?limit=1' })).body.items;
    expect(ended).toMatchObject({ action: 'impersonation.ended', actorId: admin.userId });
  });

  it('is dead at 15 minutes, not a moment later', async () => {
    const running = await start();
    const shift = (interval: string) =>
      service.db.query(
        `UPDATE identity.impersonation SET started_at = started_at - $2::interval, expires_at = expires_at - $2::interval
          WHERE id = $1`,
        [running.id, interval],
      );
    await shift('14 minutes');
    expect((await change(running)).status).toBe(200);
    await shift('1 minute');
    expect(await change(running)).toMatchObject({ status: 401 });
    expect((await listed())[0]).toMatchObject({ id: running.id, state: 'expired' });
  });

  it('ends the one before when another is started', async () => {
    const first = await start();
    const second = await start();
    expect(await change(first)).toMatchObject({ status: 401 });
    expect((await change(second)).status).toBe(200);
    expect((await listed()).find(({ id }) => id === first.id)).toMatchObject({ state: 'replaced' });
  });

  it('ends with the power of its actor', async () => {
    const other = await signUp(service);
    await makeAdmin(other);
    const answer = await ask({ userId: target.userId, orgId: tenant.id, reason: REASON }, other);
    const running = { id: '', accessToken: answer.body.accessToken as string };
    expect((await change(running)).status).toBe(200);
    const revoke = { method: 'delete' as const, path: `/api/v1/admin/platform-admins/${other.userId}` };
    expect((await sendAsAdmin(service, admin, revoke)).status).toBe(204);
    expect(await change(running)).toMatchObject({ status: 401 });
  });

  it('is never of another platform admin; the attempt is written down in both logs', async () => {
    const colleague = await addMember(service, tenant, 'viewer');
    await makeAdmin(colleague);
    const answer = await ask({ userId: colleague.userId, orgId: tenant.id, reason: REASON });
    expect(answer).toMatchObject({ status: 403, body: { code: 'impersonation_denied' } });
    expect((await facts('impersonation.blocked')).at(-1)).toMatchObject({ after: { userId: colleague.userId } });
    const log = (await sendAsAdmin(service, admin, { path: '/api/v1/admin/audit-log' })).body.items;
    expect(log[0]).toMatchObject({ action: 'impersonation.blocked', subjectId: colleague.userId, reason: REASON });
  });

  it('has to say why, of a member', async () => {
    expect((await ask({ userId: target.userId, orgId: tenant.id, reason: 'short' })).status).toBe(400);
    const stranger = { userId: newId(), orgId: tenant.id, reason: REASON };
    expect(await ask(stranger)).toMatchObject({ status: 404, body: { code: 'member_unknown' } });
    expect((await ask({ userId: target.userId, orgId: newId(), reason: REASON })).status).toBe(404);
  });

  it('is closed to the deny-list everywhere, and both names are on every other write', async () => {
    const bodies = {
      createProject: { name: 'Theirs' },
      startImpersonation: {},
      updateOrganization: { name: 'Renamed' },
    };
    const fixture = { orgId: tenant.id, userId: target.userId, params: {}, bodies, writes: 1 };
    const allowed = ['stopImpersonation'];
    expect(await impersonationViolations(service, document, { ...fixture, allowed })).toEqual([]);
  });

  it('leaves one trace of each route that is looked at', async () => {
    const sessionId = newId();
    const authorization = await service.bearer({
      sub: target.userId,
      org_id: tenant.id,
      permissions: ['projects.read'],
      act: { sub: admin.userId, name: admin.email, session_id: sessionId },
    });
    const look = () => service.app.inject({ url: `/api/v1/orgs/${tenant.id}/projects`, headers: { authorization } });
    const answers = await Promise.all([look(), look(), look()]);
    expect(answers.map((answer) => answer.statusCode)).toEqual([200, 200, 200]);
    const seen = (await facts('impersonation.viewed')).filter((fact) => fact.resourceId === sessionId);
    expect(seen).toMatchObject([
      { resourceName: '/api/v1/orgs/:org/projects', actor: { impersonator: { userId: admin.userId } } },
    ]);
  });
});
