import { newId } from '@throughline/kernel';
import type { TestService } from '@throughline/testing';
import { claimsOf } from './account-commands-fixture.js';
import type { CommandsPart } from './furnished-identity.js';
import {
  addMember,
  createOrganization,
  type Person,
  sendAsAdmin,
  signUp,
  STEPPED_UP,
  stepUp,
  type Tenant,
} from './identity-world.js';

const REASON = 'They asked for help with a deployment';

/** What platform admins do. Whoever starts an impersonation ends the one before, so each of three is another admin's. */
export async function consoleCommands(service: TestService, tenant: Tenant): Promise<CommandsPart> {
  const admins: Person[] = [];
  for (let i = 0; i < 4; i++) admins.push(await newAdmin(service));
  const [admin, ender, stopper, former] = admins as [Person, Person, Person, Person];
  await stepUp(service, admin);
  const target = { userId: (await addMember(service, tenant, 'developer')).userId, orgId: tenant.id, reason: REASON };
  const [suspended, doomed] = [await createOrganization(service), await createOrganization(service)];
  const left = { userId: (await signUp(service)).userId };
  const noted = { organizationId: suspended.id };
  const post = async (path: string, body: object, by = admin) =>
    (await sendAsAdmin(service, by, { method: 'post', path: `/api/v1/admin/${path}`, body })).body;
  const { id: noteId } = await post(`organizations/${suspended.id}/notes`, { text: 'A note' });
  const { impersonation: ended } = await post('impersonations', target, ender);
  const { impersonation: stopped } = await post('impersonations', target, stopper);
  return {
    admin: { ...claimsOf(admin), ...STEPPED_UP },
    bodies: {
      grantPlatformAdmin: { email: (await signUp(service)).email },
      disableAccount: { reason: 'Left the company', note: 'Told by mail' },
      suspendTenant: { reason: 'Has not paid' },
      scheduleTenantDeletion: { reason: 'Asked for by mail' },
      writeTenantNote: { text: 'A note' },
      editTenantNote: { text: 'A better note' },
      startImpersonation: target,
    },
    paramsOf: {
      revokePlatformAdmin: { userId: former.userId },
      disableAccount: left,
      enableAccount: left,
      suspendTenant: noted,
      reactivateTenant: noted,
      writeTenantNote: noted,
      editTenantNote: { ...noted, noteId },
      scheduleTenantDeletion: { organizationId: doomed.id },
      cancelTenantDeletion: { organizationId: doomed.id },
      endImpersonation: { impersonationId: ended.id },
      removePasskey: { passkeyId: await addPasskeys(service, admin) },
    },
    callers: {
      endImpersonation: { ...claimsOf(ender), ...STEPPED_UP },
      stopImpersonation: {
        sub: target.userId,
        act: { sub: stopper.userId, name: stopper.email, session_id: stopped.id },
      },
    },
  };
}

async function newAdmin(service: TestService): Promise<Person> {
  const person = await signUp(service);
  await service.db.query(`INSERT INTO identity.platform_admin (user_id, granted_by_name) VALUES ($1, 'test')`, [
    person.userId,
  ]);
  return person;
}

/** Two, as the last one stays; registered without a browser. The id of one. */
async function addPasskeys(service: TestService, { userId }: Person): Promise<string> {
  const ids = [newId(), newId()] as const;
  await service.db.query(
    `INSERT INTO identity.passkey (id, user_id, credential_id, public_key, counter, transports, name, is_backed_up)
     SELECT id, $2, id::text, '', 0, '{}', 'blue key', false FROM unnest($1::uuid[]) AS id`,
    [ids, userId],
  );
  return ids[0];
}
