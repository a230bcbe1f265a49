import { deploymentsEnvironmentChangedV1, deploymentsServiceChangedV1, type Role } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import type { PlatformConfig } from '@throughline/platform';
import { memberClaims, startTestService, type TestService } from '@throughline/testing';
import request, { type Response } from 'supertest';
import { AppModule } from '../src/app.module.js';
import { Mailbox } from '../src/mail/mailbox.js';
import type { MailResponse } from '../src/mail/mail.dto.js';
import { manifest } from '../src/manifest.js';

export const INTERNAL_SECRET = 'a secret that only the gateway and identity know';
export const MAILBOX_KEY = 'a key that only who runs the installation holds';
export const PASSWORD = 'correct horse battery';
/** A PNG of one pixel. */
export const PICTURE =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
export const PREFERENCES = {
  colorScheme: 'dark',
  density: 'compact',
  timeDisplay: 'utc',
  startPage: 'logs',
  columns: { executions: ['status', 'branch'] },
};
export const CSRF = { 'x-throughline-csrf': '1' };

export interface Person {
  userId: string;
  email: string;
  accessToken: string;
  sessionId: string;
  /** As a Cookie header. */
  cookie: string;
}

export interface Tenant {
  id: string;
  slug: string;
  owner: Person;
}

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
export interface Call {
  method?: Method;
  path: string;
  body?: object;
  headers?: Record<string, string>;
}

/** Identity on a database of its own. `env` is its own part of the configuration. */
export function startIdentity(
  config: Partial<PlatformConfig> = {},
  env: Partial<Record<'SIGN_UP' | 'SMTP_URL' | 'MAIL_FROM' | 'MAILBOX_KEY' | 'PLATFORM_ADMINS', string>> = {},
): Promise<TestService> {
  const own = { SIGN_UP: '', SMTP_URL: '', MAIL_FROM: '', MAILBOX_KEY, PLATFORM_ADMINS: '', ...env };
  Object.assign(process.env, { INTERNAL_SECRET, CATALOG_WAIT_MS: '50', ...own });
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
  const authorization = await service.bearer({ sub: person.userId, name: person.email, session_id: person.sessionId });
  return send(service, { ...call, headers: { authorization, ...call.headers } });
}

/** As a platform admin whose step-up holds. */
export async function sendAsAdmin(service: TestService, person: Pick<Person, 'userId' | 'email'>, call: Call) {
  const authorization = await service.bearer({ sub: person.userId, name: person.email, ...STEPPED_UP });
  return send(service, { ...call, headers: { authorization, ...call.headers } });
}

/** Has the person's session stepped up for so long, as by a passkey; below 0, until then. */
export async function stepUp(service: TestService, { userId, sessionId }: Person, left = '10 minutes'): Promise<void> {
  await service.db.query(
    `INSERT INTO identity.admin_session (session_id, user_id, stepped_up_until)
     VALUES ($1, $2, clock_timestamp() + $3::interval)
     ON CONFLICT (session_id) DO UPDATE SET stepped_up_until = excluded.stepped_up_until`,
    [sessionId, userId, left],
  );
}

/** The claim of a platform admin in the ten minutes after the step-up. */
export const STEPPED_UP = { platform_admin_until: Math.floor(Date.now() / 1_000) + 600 };

/** Signs up and opens the link in the mail. */
export async function signUp(service: TestService, email = `${newId()}@example.org`): Promise<Person> {
  const body = { email, password: PASSWORD, fullName: nameOf(email) };
  const asked = await send(service, { method: 'post', path: '/api/v1/auth/sign-up', body });
  if (asked.status !== 202) throw new Error(`sign-up: ${asked.status} ${asked.text}`);
  const token = await mailedToken(service, email);
  const answer = await send(service, { method: 'post', path: '/api/v1/auth/verify', body: { token } });
  if (answer.status !== 200) throw new Error(`verify: ${answer.status} ${answer.text}`);
  return personOf(answer);
}

/** What `signUp` calls the person with the address. */
export const nameOf = (email: string): string => `Person ${email.split('@')[0]?.slice(-12)}`;

/** Who an answer with a session signs in. */
export function personOf(answer: Response): Person {
  const { user, accessToken } = answer.body;
  const [, claims = ''] = accessToken.split('.');
  const { sid } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { sid: string };
  return { userId: user.id, email: user.email, accessToken, sessionId: sid, cookie: cookieOf(answer) };
}

/** The mails to the address that may go out or have, newest first, as the mailbox shows them. */
export async function mailTo(service: TestService, email: string): Promise<MailResponse[]> {
  const rows = await service.db.query<{ id: string }>(
    `SELECT id FROM identity.mail_message WHERE recipient = $1 AND state <> 'withheld' ORDER BY id DESC`,
    [email.toLowerCase()],
  );
  return Promise.all(rows.map(({ id }) => service.app.get(Mailbox).read(id)));
}

/** The token of the link in the newest mail to the address. */
export async function mailedToken(service: TestService, email: string): Promise<string> {
  const [newest] = await mailTo(service, email);
  const token = /#([\w-]{43})\b/.exec(newest?.text ?? '')?.[1];
  if (token === undefined) throw new Error(`no link in the newest mail to ${email}: ${newest?.text}`);
  return token;
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
export async function addMember(service: TestService, tenant: Tenant, role: string): Promise<Person> {
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
export async function announceCatalog(
  service: TestService,
  orgId: string,
  kind: 'dev' | 'staging' | 'production' = 'staging',
) {
  const [serviceId, environmentId] = [newId(), newId()];
  const serviceData = { serviceId, projectId: newId(), slug: 'web', name: 'Web' };
  await service.deliver(deploymentsServiceChangedV1, orgId, serviceData, { aggregateId: serviceId });
  const environment = {
    environmentId,
    slug: kind,
    name: `${kind[0]?.toUpperCase()}${kind.slice(1)}`,
    class: kind,
    position: 1,
  };
  const data = { ...environment, autoRollback: false };
  await service.deliver(deploymentsEnvironmentChangedV1, orgId, data, { aggregateId: environmentId });
  return { serviceId, environmentId };
}

/** What the gateway does with a credential. */
export function exchange(
  service: TestService,
  body: { credential: string; org: string | null; audience: string; client?: object },
) {
  const headers = { authorization: `Bearer ${INTERNAL_SECRET}` };
  return send(service, { method: 'post', path: '/internal/exchange', body, headers });
}
