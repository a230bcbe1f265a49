import { auditFacts, type TestService, unauditedCommands } from '@throughline/testing';
import { document } from './contract.js';
import { type FurnishedIdentity, furnishIdentity } from './furnished-identity.js';
import { CSRF, type Person, send, signUp } from './identity-world.js';

/** What leaves no fact, or cannot be tried here. */
const ALLOWED = {
  refreshSession: 'goes on with a session that has its fact; several a minute say nothing',
  logout: 'needs the cookie that a browser holds: tried below',
  resendVerification: 'there is no account yet; a mail says it, and who asks is told nothing',
  previewInvitation: 'reads; a POST only so that no log keeps the token',
  putPreferences: 'how the product looks to one person is nobody else’s business, and opens nothing',
  beginAdminSession: 'a challenge opens nothing; its answer, taken or refused, leaves the fact',
  beginPasskey: 'a challenge opens nothing; the passkey that is registered with it leaves the fact',
  completeAdminSession: 'needs an authenticator: admin-session.int-spec.ts finds its facts',
  registerPasskey: 'needs an authenticator: admin-session.int-spec.ts finds its fact',
};

/** What a person’s own security log has to tell of commands that touch the account alone. */
const OF_ACCOUNTS = [
  'account_disabled',
  'account_enabled',
  'email_change_requested',
  'email_changed',
  'email_verified',
  'impersonated',
  'key_created',
  'key_revoked',
  'key_rotated',
  'logged_in',
  'password_changed',
  'password_reset',
  'password_reset_requested',
  'profile_changed',
  'reauthenticated',
  'session_revoked',
  'signed_up',
];

jest.setTimeout(120_000);

describe('audit', () => {
  let service: TestService;
  let furnished: FurnishedIdentity;
  beforeAll(async () => {
    furnished = await furnishIdentity();
    service = furnished.service;
  });
  afterAll(() => furnished.close());

  const countOf = async (table: 'account_event' | 'platform_audit'): Promise<number> =>
    (await service.db.query<{ facts: number }>(`SELECT count(*)::int AS facts FROM identity.${table}`))[0]?.facts ?? 0;
  /** Facts of organizations, of accounts and of the installation, which belong to none. */
  const countFacts = async (): Promise<number> =>
    (await auditFacts(service, 'identity')) + (await countOf('account_event')) + (await countOf('platform_audit'));
  const kindsSince = async (marker: Date, userId: string | null = null): Promise<string[]> => {
    const rows = await service.db.query<{ kind: string }>(
      `SELECT DISTINCT kind FROM identity.account_event
        WHERE occurred_at > $1 AND ($2::uuid IS NULL OR user_id = $2) ORDER BY kind`,
      [marker, userId],
    );
    return rows.map(({ kind }) => kind);
  };
  const now = async (): Promise<Date> =>
    (await service.db.query<{ now: Date }>('SELECT clock_timestamp() AS now'))[0]?.now ?? new Date();

  it('every command that is done leaves its fact', async () => {
    const before = await now();
    const fixture = { ...furnished, countFacts, allowed: ALLOWED };
    expect(await unauditedCommands(service, document, fixture)).toEqual([]);
    expect(await kindsSince(before)).toEqual(OF_ACCOUNTS);
  });

  describe('with the cookie of a browser', () => {
    const withCookie = (path: string, { cookie }: Person) =>
      send(service, { method: 'post', path: `/api/v1/auth/${path}`, headers: { ...CSRF, cookie } });

    it('the log-out of a session leaves its fact, once', async () => {
      const person = await signUp(service);
      const before = await now();
      for (let i = 0; i < 2; i++) expect((await withCookie('logout', person)).status).toBe(204);
      expect(await kindsSince(before, person.userId)).toEqual(['logged_out']);
    });

    it('the end of a session whose token somebody copied leaves its fact', async () => {
      const person = await signUp(service);
      const before = await now();
      const next = await withCookie('refresh', person);
      const cookie = next.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
      expect((await withCookie('refresh', { ...person, cookie })).status).toBe(200);
      expect((await withCookie('refresh', person)).status).toBe(401);
      expect(await kindsSince(before, person.userId)).toEqual(['session_reused']);
    });
  });
});
