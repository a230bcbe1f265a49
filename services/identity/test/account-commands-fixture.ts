import { newId } from '@throughline/kernel';
import type { TestService } from '@throughline/testing';
import type { CommandsPart } from './furnished-identity.js';
import {
  mailedToken,
  PASSWORD,
  type Person,
  PICTURE,
  PREFERENCES,
  send,
  sendAs,
  sendAsPerson,
  signUp,
  type Tenant,
} from './identity-world.js';

const NEW_PASSWORD = 'another sentence to keep';
const address = (): string => `${newId()}@example.org`;

/** What people do with their own account, signed in and not; a person of their own for each that ends something. */
export async function accountCommands(service: TestService, tenant: Tenant): Promise<CommandsPart> {
  const people: Person[] = [];
  for (let i = 0; i < 4; i++) people.push(await signUp(service));
  const [changer, mover, sleeper, forgetful] = people as [Person, Person, Person, Person];
  const [waiting, invited] = [address(), address()];
  await startSignUp(service, waiting);
  return {
    bodies: {
      signUp: {
        ...{ email: invited, password: PASSWORD, fullName: 'Ada Lovelace' },
        invitationToken: await invitationFor(service, tenant, invited),
      },
      verifyAddress: { token: await startSignUp(service, address()) },
      resendVerification: { email: waiting },
      login: { email: sleeper.email, password: PASSWORD },
      requestPasswordReset: { email: sleeper.email },
      confirmPasswordReset: { token: await askForReset(service, forgetful), password: NEW_PASSWORD },
      changePassword: { currentPassword: PASSWORD, newPassword: NEW_PASSWORD },
      changeAddress: { email: address(), currentPassword: PASSWORD },
      confirmAddress: { token: await askForAddress(service, await signUp(service)) },
      updateProfile: { company: 'Acme' },
      putPreferences: PREFERENCES,
      putAvatar: { image: PICTURE },
    },
    paramsOf: { endSession: { sessionId: sleeper.sessionId } },
    callers: {
      changePassword: claimsOf(changer),
      changeAddress: claimsOf(mover),
      endSession: claimsOf(sleeper),
    },
  };
}

export const claimsOf = ({ userId, email, sessionId }: Person) => ({
  sub: userId,
  name: email,
  session_id: sessionId,
});

/** The token of an invitation to the organization. */
export async function invitationFor(service: TestService, tenant: Tenant, email: string): Promise<string> {
  const who = { org: tenant.id, role: 'owner' as const, userId: tenant.owner.userId };
  const path = `/api/v1/orgs/${tenant.id}/invitations`;
  return (await sendAs(service, who, { method: 'post', path, body: { email, role: 'viewer' } })).body.token;
}

/** The token in the mail to an address that has signed up and is not verified. */
async function startSignUp(service: TestService, email: string): Promise<string> {
  const body = { email, password: PASSWORD, fullName: 'Ada Lovelace' };
  await send(service, { method: 'post', path: '/api/v1/auth/sign-up', body });
  return mailedToken(service, email);
}

async function askForReset(service: TestService, { email }: Person): Promise<string> {
  await send(service, { method: 'post', path: '/api/v1/auth/password-reset', body: { email } });
  return mailedToken(service, email);
}

async function askForAddress(service: TestService, person: Person): Promise<string> {
  const email = address();
  const body = { email, currentPassword: PASSWORD };
  await sendAsPerson(service, person, { method: 'post', path: '/api/v1/me/email', body });
  return mailedToken(service, email);
}
