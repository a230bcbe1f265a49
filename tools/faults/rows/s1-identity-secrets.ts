import { newId } from '@throughline/kernel';
import type { TestService } from '@throughline/testing';
import {
  announceCatalog,
  type Call,
  createOrganization,
  exchange,
  mailedToken,
  type Person,
  send,
  sendAs,
  sendAsPerson,
  signUp,
  type Tenant,
} from '../../../services/identity/test/identity-world.js';
import type { Secrets } from './s1-secrets.ts';

/** Uses identity as people do, with a secret of its own wherever one is taken, and notes every one that it gives. */
export async function useIdentity(service: TestService, secrets: Secrets): Promise<Tenant> {
  const owner = await signUp(service);
  knowSession(secrets, 'the owner', owner);
  const tenant = await createOrganization(service, owner);
  await usePasswords(service, secrets);
  await useKeys(service, secrets, tenant);
  const path = `/api/v1/orgs/${tenant.id}/invitations`;
  const who = { org: tenant.id, role: 'owner' as const, userId: owner.userId };
  const body = { email: `${newId()}@example.org`, role: 'viewer' };
  const invited = await sendAs(service, who, { method: 'post', path, body, headers: repeatable() });
  secrets.know('the invitation token', invited.body.token);
  return tenant;
}

/** Kept answers to such a key are kept with what they hold. */
const repeatable = (): Record<string, string> => ({ 'idempotency-key': newId() });

function knowSession(secrets: Secrets, whose: string, person: Person): void {
  secrets.know(`the access token of ${whose}`, person.accessToken);
  secrets.know(`the refresh token of ${whose}`, person.cookie.split('=').slice(1).join('='));
}

async function usePasswords(service: TestService, secrets: Secrets): Promise<void> {
  const email = `${newId()}@example.org`;
  const auth = (rest: string, body: object): ReturnType<typeof send> =>
    send(service, { method: 'post', path: `/api/v1/auth/${rest}`, body });
  const password = secrets.plant('the password of a sign-up');
  await auth('sign-up', { email, password, fullName: 'Ada' });
  await auth('login', { email, password: secrets.plant('a wrong password') });
  await auth('verify', { token: secrets.know('the token of a sign-up', await mailedToken(service, email)) });
  await auth('password-reset', { email });
  const token = secrets.know('the token of a reset', await mailedToken(service, email));
  const next = secrets.plant('the password of a reset');
  await auth('password-reset/confirm', { token, password: next });
  const session = await auth('login', { email, password: next });
  secrets.know('the access token of a log-in', session.body.accessToken);
  await auth('password-reset', { email });
  secrets.know('the token of a reset that waits', await mailedToken(service, email));
}

async function useKeys(service: TestService, secrets: Secrets, tenant: Tenant): Promise<void> {
  const base = `/api/v1/orgs/${tenant.id}`;
  const who = { org: tenant.id, role: 'owner' as const, userId: tenant.owner.userId };
  const make = async (what: string, call: Pick<Call, 'path' | 'body'>): Promise<string> => {
    const whole = { method: 'post' as const, headers: repeatable(), ...call };
    const isPersonal = call.path.startsWith('/api/v1/me');
    const made = await (isPersonal ? sendAsPerson(service, tenant.owner, whole) : sendAs(service, who, whole));
    if (made.status !== 201) throw new Error(`${what}: ${made.status} ${made.text}`);
    return secrets.know(what, made.body.secret);
  };
  const bound = await announceCatalog(service, tenant.id);
  await make('an ingest key', { path: `${base}/api-keys`, body: { name: 'app', kind: 'ingest', ...bound } });
  const body = { name: 'laptop', scopes: ['org.read'] };
  const personal = await make('a personal key', { path: '/api/v1/me/api-keys', body });
  const account = {
    method: 'post' as const,
    path: `${base}/service-accounts`,
    body: { name: 'ci', role: 'developer' },
  };
  const { id } = (await sendAs(service, who, account)).body as { id: string };
  const path = `${base}/service-accounts/${id}/keys`;
  await make('the key of a service account', { path, body: { name: 'ci', scopes: ['org.read'] } });
  const traded = await exchange(service, { credential: personal, org: tenant.id, audience: 'identity' });
  secrets.know('an internal token', traded.body.token);
}
