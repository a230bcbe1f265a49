import { newId } from '@throughline/kernel';
import type { TestService } from '@throughline/testing';
import {
  createOrganization,
  INTERNAL_SECRET,
  mailedToken,
  PASSWORD,
  send,
  sendAs,
  sendAsPerson,
  signUp,
  startIdentity,
} from '../../../services/identity/test/identity-world.js';
import { find } from '../../test/programs.ts';
import { report } from '../figure.ts';
import { ENDING_STEPS, SteppedReplica } from '../n3-stepped-replica.ts';

const LIMIT_MS = 120_000;
const HOUR = 3_600;
const NEAR_S = 120;

/** A link that somebody gets by mail: made by one replica, opened at another. */
interface Link {
  token: string;
  open(at: TestService): Promise<number>;
}

interface Kind {
  name: string;
  table: string;
  livesS: number;
  make(at: TestService, truth: TestService): Promise<Link>;
}

const post = async (at: TestService, path: string, body: object): Promise<number> =>
  (await send(at, { method: 'post', path: `/api/v1/${path}`, body })).status;
const address = (): string => `${newId()}@example.org`;

async function invitation(at: TestService, truth: TestService): Promise<Link> {
  const [tenant, person] = [await createOrganization(truth), await signUp(truth)];
  const who = { org: tenant.id, role: 'owner' as const, userId: tenant.owner.userId };
  const body = { email: person.email, role: 'viewer' };
  const { token } = (await sendAs(at, who, { method: 'post', path: `/api/v1/orgs/${tenant.id}/invitations`, body }))
    .body;
  const call = { method: 'post' as const, path: '/api/v1/invitations/accept', body: { token } };
  return { token, open: async (where) => (await sendAsPerson(where, person, call)).status };
}

async function signUpLink(at: TestService): Promise<Link> {
  const email = address();
  await post(at, 'auth/sign-up', { email, password: PASSWORD, fullName: 'Ada Lovelace' });
  const token = await mailedToken(at, email);
  return { token, open: (where) => post(where, 'auth/verify', { token }) };
}

async function resetLink(at: TestService, truth: TestService): Promise<Link> {
  const { email } = await signUp(truth);
  await truth.db.query('DELETE FROM identity.mail_message WHERE recipient = $1', [email]); // the newest is told by its id
  await post(at, 'auth/password-reset', { email });
  const token = await mailedToken(at, email);
  const body = { token, password: 'staple battery correct' };
  return { token, open: (where) => post(where, 'auth/password-reset/confirm', body) };
}

async function addressLink(at: TestService, truth: TestService): Promise<Link> {
  const [person, email] = [await signUp(truth), address()];
  const body = { email, currentPassword: PASSWORD };
  await sendAsPerson(at, person, { method: 'post', path: '/api/v1/me/email', body });
  const token = await mailedToken(at, email);
  return { token, open: (where) => post(where, 'auth/email/confirm', { token }) };
}

const KINDS: Kind[] = [
  { name: 'invitation', table: 'invitation', livesS: 168 * HOUR, make: invitation },
  { name: 'sign-up', table: 'sign_up', livesS: 24 * HOUR, make: signUpLink },
  { name: 'password reset', table: 'password_reset', livesS: HOUR, make: resetLink },
  { name: 'new address', table: 'address_change', livesS: 24 * HOUR, make: addressLink },
];

/** What a link of the kind does wrong whose two ends are of clocks that differ. */
async function judge(
  { name, table, livesS, make }: Kind,
  identity: TestService,
  stepped: TestService,
): Promise<string[]> {
  const [good, late, theirs] = [
    await make(identity, identity),
    await make(identity, identity),
    await make(stepped, identity),
  ];
  const lives = await identity.db.query<{ left: number }>(
    `SELECT extract(epoch FROM expires_at - clock_timestamp())::float8 AS left FROM identity.${table}
      WHERE expires_at > clock_timestamp()`,
  );
  const odd = lives.filter(({ left }) => Math.abs(left - livesS) > NEAR_S);
  const openedThere = await good.open(stepped);
  const openedHere = await theirs.open(identity);
  // Whose is left over: the other two are used up, and no other is open of this kind.
  await identity.db.query(`UPDATE identity.${table} SET expires_at = clock_timestamp()`);
  const openedLate = await late.open(stepped);
  return [
    ...(openedThere < 300 ? [] : [`${name} was refused by the stepped replica: ${openedThere}`]),
    ...(openedHere < 300 ? [] : [`${name} of the stepped replica was refused: ${openedHere}`]),
    ...(openedLate === 409 ? [] : [`${name} that was over was answered with ${openedLate}`]),
    ...odd.map(({ left }) => `${name} lives ${Math.round(left)} s`),
  ];
}

const suite = find('faketime') ? describe : describe.skip;

suite('N3: a clock that is stepped, and links in mails', () => {
  let identity: TestService;
  let replica: SteppedReplica;
  beforeAll(async () => {
    identity = await startIdentity();
    replica = await SteppedReplica.start(identity, { service: 'identity', env: { INTERNAL_SECRET } });
  }, LIMIT_MS);
  afterAll(async () => {
    await replica.stop();
    await identity.close();
  }, LIMIT_MS);

  it(
    'are good until they end by the database’s clock',
    async () => {
      const wrong: string[] = [];
      for (const { what, seconds } of ENDING_STEPS) {
        replica.step(seconds);
        for (const kind of KINDS) {
          wrong.push(...(await judge(kind, identity, replica.asService)).map((text) => `${what}: ${text}`));
        }
      }
      report({
        row: 'N3',
        target: 'invitations and links in mails: 0 over early, 0 good too long',
        reached: `links: ${ENDING_STEPS.length} steps, ${3 * KINDS.length * ENDING_STEPS.length} links; ${wrong.join('; ') || 'each ended by the database’s clock'}`,
        pass: wrong.length === 0,
      });
      expect(wrong).toEqual([]);
    },
    LIMIT_MS,
  );
});
