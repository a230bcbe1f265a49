import { randomBytes } from 'node:crypto';
import { Api, type Person } from './api.ts';
import { newestMailTo, tokenIn, type MailboxAddress } from './mailbox.ts';

const MOST_ATTEMPTS = 50;

export interface Cast {
  /** Appended to addresses and names; empty on the first try. */
  suffix: string;
  owner: Person;
  ownerApi: Api;
  colleague: Person;
  colleagueApi: Api;
}

/**
 * Signs up the two people of the story. A demo that was interrupted has left accounts behind; then the next free
 * name is taken.
 */
export async function signUpCast(mailbox: MailboxAddress): Promise<Cast> {
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
    const suffix = attempt === 1 ? '' : `-${attempt}`;
    const cast = castOf(mailbox, suffix);
    const isNew =
      (await join(mailbox, cast.owner, cast.ownerApi)) && (await join(mailbox, cast.colleague, cast.colleagueApi));
    if (isNew) return cast;
  }
  throw new Error(`accounts of ${MOST_ATTEMPTS} interrupted demos are in the way; start with an empty data folder`);
}

/** Signs up and opens the link in the mail. False when the mail says that the address has an account. */
async function join(mailbox: MailboxAddress, person: Person, api: Api): Promise<boolean> {
  await api.signUp();
  const mail = await newestMailTo(mailbox, person.email);
  if (mail.kind === 'account_exists') return false;
  await api.verify(tokenIn(mail.text));
  return true;
}

function castOf({ gatewayUrl, signal }: MailboxAddress, suffix: string): Cast {
  const password = randomBytes(12).toString('base64url');
  const owner = { email: `ada${suffix}@example.org`, password, fullName: 'Ada Lovelace' };
  const colleague = { email: `grace${suffix}@example.org`, password, fullName: 'Grace Hopper' };
  const ownerApi = new Api(gatewayUrl, owner, signal);
  return { suffix, owner, ownerApi, colleague, colleagueApi: new Api(gatewayUrl, colleague, signal) };
}
