import { createTestDatabase, createTestKeys, eventually, spawnService, testConfig } from '@throughline/testing';
import type { ServiceProcess, TestDatabase, TestKeys } from '@throughline/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { INTERNAL_SECRET, PASSWORD } from '../../test/identity-world.js';
import { type SmtpPeer, startSmtpPeer } from '../../test/smtp-peer.js';
import { manifest } from '../manifest.js';

const ENTRY = join(__dirname, '../../dist/main.js');

/** The process dies between commit and send, or between send and note, and is started again. */
describe('C1: a crash with mail under way', () => {
  let db: TestDatabase;
  let keys: TestKeys;
  let peer: SmtpPeer;
  let directory: string;
  let running: ServiceProcess | undefined;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'throughline-'));
    [db, keys, peer] = await Promise.all([createTestDatabase(manifest), createTestKeys(), startSmtpPeer()]);
  });
  afterEach(() => running?.kill());
  afterAll(async () => {
    await Promise.all([db.drop(), keys.close(), peer.close(), rm(directory, { recursive: true, force: true })]);
  });

  const start = async (faultPoint = ''): Promise<ServiceProcess> => {
    const config = { ...testConfig(db, keys, directory), PROCESS_ROLE: 'all' as const };
    running = await spawnService(ENTRY, config, { FAULT_POINT: faultPoint, INTERNAL_SECRET, SMTP_URL: peer.url });
    return running;
  };

  const signUp = async (url: string, email: string): Promise<number> => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ email, password: PASSWORD, fullName: 'Ada Lovelace' });
    return (await fetch(`${url}/api/v1/auth/sign-up`, { method: 'POST', headers, body })).status;
  };

  it.each([
    ['mail.after_claim', 1],
    ['mail.after_send', 2],
  ])(
    'at %s loses no mail, and repeats it only where it may have been sent',
    async (point, most) => {
      const email = `${point}@example.org`;
      const first = await start(point);
      expect(await signUp(first.url, email)).toBe(202);
      expect(await first.ended).toBe('SIGKILL');
      const after = await start();
      // As if the two minutes of the claim of the dead one were over.
      await db.query('UPDATE identity.mail_message SET next_attempt_at = clock_timestamp() WHERE recipient = $1', [
        email,
      ]);
      const sent = await eventually(async () => {
        const rows = await db.query<{ state: string; attempts: number }>(
          'SELECT state, attempts FROM identity.mail_message WHERE recipient = $1',
          [email],
        );
        expect(rows).toEqual([{ state: 'sent', attempts: 2 }]);
        return peer.received.filter((mail) => mail.to.includes(email));
      });
      expect(sent).toHaveLength(most);
      const ids = sent.map((mail) => /^Message-ID: (\S+)/im.exec(mail.raw)?.[1]);
      expect(new Set(ids).size).toBe(1);
      await after.kill();
    },
    60_000,
  );
});
