import { deploymentsEnvironmentChangedV1, deploymentsServiceChangedV1, type Role } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import type { PlatformConfig } from '@throughline/platform';
import { memberClaims, startTestService, type TestService } from '@throughline/testing';
import request, { type Response } from 'supertest';
import { AppModule } from '../src/app.module.js';
import { manifest } from '../src/manifest.js';

export const INTERNAL_SECRET = 'a secret that only the gateway and identity know';
export const PASSWORD = 'correct horse battery';
export const CSRF = { 'x-throughline-csrf': '1' };

export interface Person {
  userId: string;
  email: string;
  accessToken: string;
  /** As a Cookie header. */
  cookie: string;
}

export interface Tenant {
  id: string;
  slug: string;
  owner: Person;
}

type Method = 'get' | 'post' | 'patch' | 'delete';
export interface Call {
  method?: Method;
  path: string;
  body?: object;
  headers?: Record<string, string>;
}

/** Identity on a database of its own. */
export function startIdentity(config: Partial<PlatformConfig> = {}): Promise<TestService> {
  process.env['INTERNAL_SECRET'] = INTERNAL_SECRET;
  process.env['CATALOG_WAIT_MS'] = '50';
  delete process.env['PLATFORM_ADMINS'];
  return startTestService(AppModule, manifest, config);
}

export function send(service: TestService, { method = 'get', path, body, headers = {} }: Call): Promise<Response> {
  const call = request(service.url)[method](path).set(headers);
  return Promise.resolve(body === undefined ? call : call.send(body));
}

/** As a member of the tenant with the role; `userId` where the route asks the database who that is. */
export async function sendAs(service: TestService, who: { org: string; role: Role; userId?: string }, call: Call) {
  const authorization = await service.bearer(memberClaims(who.org, who.role, who.userId));
  return send(service, { ...call, headers: { authorization, ...call.headers } });
}

/** As a signed-in person, on a route outside an organization. */
export async function sendAsPerson(service: TestService, person: Person, call: Call): Promise<Response> {
  const authorization = await service.bearer({ sub: person.userId, name: person.email });
  return send(service, { ...call, headers: { authorization, ...call.headers } });
}

/** As a platform admin whose step-up holds. */
export async function sendAsAdmin(service: TestService, person: Pick<Person, 'userId' | 'email'>, call: Call) {
  const authorization = await service.bearer({ sub: person.userId, name: person.email, ...STEPPED_UP });
  return send(service, { ...call, headers: { authorization, ...call.headers } });
}

/** The claim of a platform admin in the ten minutes after the step-up. */
export const STEPPED_UP = { platform_admin_until: Math.floor(Date.now() / 1_000) + 600 };

export async function signUp(service: TestService, email = `${newId()}@example.org`): Promise<Person> {
  const body = { email, password: PASSWORD, fullName: `Person ${email}` };
  const answer = await send(service, { method: 'post', path: '/api/v1/auth/sign-up', body });
  if (answer.status !== 201) throw new Error(`sign-up: ${answer.status} ${answer.text}`);
  return { userId: answer.body.user.id, email, accessToken: answer.body.accessToken, cookie: cookieOf(answer) };
}

/** The cookie that an answer sets, as a browser would send it back. */
export function cookieOf(answer: Response): string {
  return (answer.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
}

export async function createOrganization(service: TestService, owner?: Person): Promise<Tenant> {
  const person = owner ?? (await signUp(service));
  const answer = await sendAsPerson(service, person, {
    method: 'post',
    path: '/api/v1/orgs',
    body: { name: `Org ${newId().slice(-8)}` },
  });
  if (answer.status !== 201) throw new Error(`create organization: ${answer.status} ${answer.text}`);
  return { id: answer.body.id, slug: answer.body.slug, owner: person };
}

/** A new person who was invited and has accepted. */
export async function addMember(service: TestService, tenant: Tenant, role: Role): Promise<Person> {
  const person = await signUp(service);
  const who = { org: tenant.id, role: 'owner' as const, userId: tenant.owner.userId };
  const body = { email: person.email, role };
  const invited = await sendAs(service, who, { method: 'post', path: `/api/v1/orgs/${tenant.id}/invitations`, body });
  const accepted = await sendAsPerson(service, person, {
    method: 'post',
    path: '/api/v1/invitations/accept',
    body: { token: invited.body.token },
  });
  if (accepted.status !== 200) throw new Error(`accept: ${accepted.status} ${accepted.text}`);
  return person;
}

/** A service and an environment as the deployments service announces them. */
export async function announceCatalog(service: TestService, orgId: string) {
  const [serviceId, environmentId] = [newId(), newId()];
  const serviceData = { serviceId, projectId: newId(), slug: 'web', name: 'Web' };
  await service.deliver(deploymentsServiceChangedV1, orgId, serviceData, { aggregateId: serviceId });
  const environment = { environmentId, slug: 'staging', name: 'Staging', class: 'staging' as const, position: 1 };
  const data = { ...environment, autoRollback: false };
  await service.deliver(deploymentsEnvironmentChangedV1, orgId, data, { aggregateId: environmentId });
  return { serviceId, environmentId };
}

/** What the gateway does with a credential. */
export function exchange(service: TestService, body: { credential: string; org: string | null; audience: string }) {
  const headers = { authorization: `Bearer ${INTERNAL_SECRET}` };
  return send(service, { method: 'post', path: '/internal/exchange', body, headers });
}
